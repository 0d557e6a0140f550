"""Addresses of the accounts."""

from django.urls import path

from poaiss.site.people import own, views

app_name = "accounts"
urlpatterns = [
    path("you/", own.profile, name="profile"),
    path("you/notifications/", own.notifications, name="notifications"),
    path("you/notifications/read/", own.read_all, name="read-all"),
    path("you/notifications/<uuid:pk>/read/", own.read, name="read"),
    path("you/activity/", own.activity, name="activity"),
    path("invitations/<str:token>/", own.accept, name="accept"),
    path("people/", views.people, name="people"),
    path("people/invite/", views.invite, name="invite"),
    path("people/<uuid:pk>/give-role/", views.give_role, name="give-role"),
    path("people/<uuid:pk>/recover/", views.recover, name="recover"),
    path("people/roles/<uuid:pk>/end/", views.end_role, name="end-role"),
    path("people/roles/<uuid:pk>/vet/", views.vet, name="vet"),
    path("people/invitations/<uuid:pk>/again/", views.invite_again, name="invite-again"),
    path("people/invitations/<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
]
