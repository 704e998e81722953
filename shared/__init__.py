"""What each service is built with. It knows no service.

Four rooms. Each imports only from the rooms below it in this list, and none imports in a circle:

- `web`: HTTP as every service shows it. Beside it `transports`: Kafka, or the journals themselves;
- `engine`: triggers, rules, the handler, what it keeps, and the loops of a running service;
- `operations`: logs, metrics, connections, migrations, settings.
"""
