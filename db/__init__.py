"""What is kept: records, migrations, the store and its history. Imports nothing of ours."""
