"""TermBase eXchange, read and written: TBX-Basic of version 3 (ISO 30042:2019) and of version 2 (martif)."""
