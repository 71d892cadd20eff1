"""The ground every room stands on: resources, language, clock, errors, log. Imports nothing of ours."""
