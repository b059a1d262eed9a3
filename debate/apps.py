"""Which admin site it is: ours, that asks for a second factor."""

from django.contrib.admin.apps import AdminConfig


class EditorsAdminConfig(AdminConfig):
    default_site = "debate.door.EditorsSite"
