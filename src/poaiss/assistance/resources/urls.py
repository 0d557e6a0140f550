"""Addresses of offers, within those of assistance."""

from django.urls import path

from poaiss.assistance.resources import views

urlpatterns = [
    path("assistance/resources/", views.register, name="resources"),
    path("assistance/resources/mine/", views.mine, name="resources-mine"),
    path("assistance/resources/offer/", views.offer, name="resource-offer"),
    path("assistance/resources/<slug:slug>/", views.resource, name="resource"),
    path("assistance/resources/<slug:slug>/change/", views.change, name="resource-change"),
    path("assistance/resources/<slug:slug>/publish/", views.publish, name="resource-publish"),
    path("assistance/resources/<slug:slug>/confirm/", views.confirm, name="resource-confirm"),
    path("assistance/resources/<slug:slug>/close/", views.close, name="resource-close"),
    path("assistance/resources/<slug:slug>/call/", views.call, name="resource-call"),
]
