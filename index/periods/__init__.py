"""What changed: a score from one period to the next, tiers, rates of points, regions; and one period by several schemes."""
