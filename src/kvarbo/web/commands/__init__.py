"""One module a command. ``add_to(subparsers)`` adds it and sets ``run=function(arguments) -> exit code``.

Heavy imports (Django, Excel readers) belong inside ``run``: the rule commands must start without them.
"""
