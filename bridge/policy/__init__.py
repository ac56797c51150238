"""Pure: the policy, a module a clause."""
