"""Offentlighets- och sekretesslagen (2009:400) and its neighbours: who may tell, ask and search for what."""
