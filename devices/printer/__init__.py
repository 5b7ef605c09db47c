"""Paper: what stands on a slip, how it is drawn, and how we know that a thermal printer has printed it.

=================  ==========================================================================================
`slip`             what stands on it: pure blocks that know no width, kept as JSON with the job
`typesetting`      where a line of Chinese and Latin text may break
`raster`           the slip drawn in black dots for one head width
`profiles`         what one model of printer can do
`codecs`           black dots to bytes, answering bytes to events
`status`           what the four status bytes say
`driver`           `Printer`: one slip, one proof
=================  ==========================================================================================
"""
