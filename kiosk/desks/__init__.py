"""The staff's desks in the browser: the counter's, with one key for each deed, and the service desk's.

The deeds themselves are those of the queue, the notices and the colleagues; here they are put on keys and pages, and what
belongs to several of them (a hold with its notice, a visit with its fee) is made one deed.
"""
