"""Barn i ett ärende: what a cooperation means by a family with children, and when the children's unit comes along."""
