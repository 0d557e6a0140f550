"""People: one's own account, invitations, roles, recovery. The pages of the room ``accounts``."""
