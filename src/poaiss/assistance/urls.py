"""Addresses of cooperation and assistance; each part brings its own."""

from django.urls import URLPattern, URLResolver

app_name = "assistance"
urlpatterns: list[URLPattern | URLResolver] = []
