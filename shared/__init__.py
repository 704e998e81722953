"""What each service is built with; knows no service.

Four rooms. Each imports only from those that stand below it here, and none imports in a circle:

- `web`: HTTP as every service shows it; and beside it `transports`: Kafka, or the journals themselves;
- `engine`: triggers, rules, the handler, what it keeps, and the loops of a running service;
- `operations`: logs, metrics, connections, migrations, settings.
"""
