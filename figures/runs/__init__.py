"""What figures have trained: functions from settings to arrays, which figures/stage/remembered.py keeps."""
