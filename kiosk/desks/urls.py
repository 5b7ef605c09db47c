"""Addresses of the staff's desks."""

from django.urls import path

from kiosk.desks import cash_views as cash
from kiosk.desks import counter_views as counter
from kiosk.desks import deed_views as deeds
from kiosk.desks import service_views as service

app_name = "desks"
urlpatterns = [
    path("desk/", counter.desks, name="choose"),
    path("desk/<int:counter>/", counter.desk, name="desk"),
    path("desk/<int:counter>/now/", counter.desk_now, name="now"),
    path("desk/<int:counter>/panel/<slug:name>/", counter.panel, name="panel"),
    path("desk/<int:counter>/open/", counter.open_counter, name="open"),
    path("desk/<int:counter>/close/", counter.close_counter, name="close"),
    path("desk/<int:counter>/pause/", counter.pause, name="pause"),
    path("desk/<int:counter>/next/", counter.call_next, name="next"),
    path("desk/<int:counter>/recall/", counter.recall, name="recall"),
    path("desk/<int:counter>/serve/", counter.serve, name="serve"),
    path("desk/<int:counter>/done/", counter.done, name="done"),
    path("desk/<int:counter>/no-show/", counter.no_show, name="no_show"),
    path("desk/<int:counter>/settle/", deeds.settle, name="settle"),
    path("desk/<int:counter>/fees/", deeds.fees, name="fees"),
    path("desk/<int:counter>/confirm/", deeds.confirm, name="confirm"),
    path("desk/<int:counter>/hold/", deeds.hold, name="hold"),
    path("desk/<int:counter>/transfer/", deeds.transfer, name="transfer"),
    path("desk/<int:counter>/back/", deeds.bring_back, name="back"),
    path("desk/<int:counter>/ask/", deeds.ask, name="ask"),
    path("desk/<int:counter>/call-back/", deeds.promise, name="call_back"),
    path("desk/<int:counter>/special/", deeds.open_special, name="open_special"),
    path("desk/<int:counter>/special/<int:case_id>/escalate/", deeds.escalate_special, name="escalate_special"),
    path("desk/<int:counter>/special/<int:case_id>/close/", deeds.close_special, name="close_special"),
    path("desk/<int:counter>/override/", deeds.override, name="override"),
    path("cash/", cash.cash, name="cash"),
    path("service-desk/", service.page, name="service"),
    path("service-desk/glance/", service.glance, name="glance"),
    path("service-desk/tickets/", service.tickets, name="tickets"),
    path("service-desk/issue/", service.issue, name="issue"),
    path("service-desk/back/", service.bring_back, name="service_back"),
    path("service-desk/tickets/<int:ticket_id>/<slug:name>/", service.deed, name="ticket_deed"),
    path("service-desk/roll/", service.roll, name="roll"),
]
