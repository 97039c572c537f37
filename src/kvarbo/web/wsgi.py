"""What gunicorn starts."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kvarbo.web.settings")
application = get_wsgi_application()
# What is loaded by now lives as long as the process: without this the collector goes through it all several times for
# each long list.
gc.collect()
gc.freeze()
