"""The golden record: values of three studies that stay the same while names and words change."""
