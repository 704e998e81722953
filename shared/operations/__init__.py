"""What operating a service needs: its database, migrations, settings, logs, metrics."""
