"""What runs when: plain steps, and Prefect flows over them."""

import os

# prefect.toml says so for what runs in the project's folder; the command runs anywhere, and its server reports to no one either
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
