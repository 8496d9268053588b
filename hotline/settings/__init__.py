"""What an administrator chooses: HOTLINE_* variables and a folder of secrets, checked once.

Variables win over files. The folder is named by HOTLINE_SECRETS_DIR; a file in it is called like
its field (`token`) or like its variable (`hotline_token`) and holds nothing but the value.
A `.env` file is never read by itself. No sentence made here repeats a value.

In Kubernetes set `enableServiceLinks: false`, because a service called `hotline` would otherwise
put its own HOTLINE_PORT into every pod.
"""

from hotline.settings.chosen import Settings
from hotline.settings.loading import load_settings
from hotline.settings.refusal import SettingsError

__all__ = ["Settings", "SettingsError", "load_settings"]
