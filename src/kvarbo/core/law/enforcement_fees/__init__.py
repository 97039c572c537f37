"""Förordning (1992:1094) om avgifter vid Kronofogdemyndigheten."""
