"""What all tests share: how hard hypothesis looks (`fast` here and in CI, `deep` every night)."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# A slow or busy machine is no finding: no verdict on time anywhere.
settings.register_profile("fast", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("deep", settings.get_profile("fast"), max_examples=20_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))
