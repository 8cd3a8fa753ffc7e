"""Glossary files for the tests; every name is fictional."""

from __future__ import annotations

from db.records import LanguageTag

FR, EN = LanguageTag("fr"), LanguageTag("en")
LANGS = (FR, EN)

NAMES = (
    "# Names of clubs in a valley that does not exist\n"
    "concept\tkind\tlang\ttext\tform\tstatus\tsince\tuntil\tconfirmed\tsource\tnote\n"
    "ligue\tclub\tfr\tLigue des jardins\tfull\tpreferred\t2001\t\tyes\tLe Courrier du Val\t\n"
    'ligue\tclub\tFR\t"LDJ"\tacronym\tpreferred\t\t\tyes\t\t"said ""el-dé-ji""\n(often)"\n'
    "ligue\tclub\ten\tLeague of Gardens\tfull\tpreferred\t\t\tno\t\t\n"
    "\n"
    "# The orchards\n"
    "verger\tclub\tfr\tUnion des vergers\tfull\tadmitted\t\t\tyes\t\t'=vergers\n"
    "verger\tclub\ten\tOrchard Union\tfull\tforbidden\t\t\tyes\t\t\n"
)
CONCEPTS = "concept\tsince\tuntil\tconfirmed\tnote\nligue\t2001\t\tyes\tA club.\n"
RELATIONS = "concept\ttype\ttarget\tconfirmed\tnote\nligue\tmember-of\telsewhere\tyes\t\n"
FOLDER = {
    "names.tsv": NAMES.encode(),
    "concepts.tsv": CONCEPTS.encode(),
    "relations.tsv": RELATIONS.encode(),
}

SHEET = (
    "id\ttype\tfr_full\tfr_acronym\ten_full\ten_acronym\tfr_variants\ten_variants\trelations\tsince\tuntil\tremark\tbasis\n"
    "# clubs\n"
    "ligue\tclub\tLigue des jardins\tLDJ\tLeague of Gardens\tLOG\tLdj|la Ligue|Ligue des jardins (LDJ)\t"
    "Garden League\tmember-of:union (guest)\t2001\t\tkeep\tseen\n"
    "union\tclub\tUnion des vergers\t\tUnion of Orchards\t\t\t\t\t\t\t\tgeneral\n"
)

TSV = 'fr\ten\tnote\n# plants\njardin\tgarden\tfictional\njardin\t"yard"\nverger \torchard\t  of  apples \n'
CSV = '\ufeffEnglish;Français\r\n\r\n"garden; walled";jardin clos;\'=x\r\norchard;verger;"two\r\nlines"\r\n'
OMEGAT = (
    "# Glossary in tab-separated format -*- coding: utf-8 -*-\n"
    'jardin\tgarden\ta "walled" one\n'
    "jardin\tyard\n"
    "# more\n"
    "verger\torchard\tapples"
)

TBX = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader><fileDesc><sourceDesc><p>A valley that does not exist &amp; its clubs</p></sourceDesc></fileDesc></tbxHeader>
  <text>
    <body>
      <!-- <conceptEntry id="no"> clubs -->
      <conceptEntry id='ligue'>
        <transacGrp><transac type="transactionType">origination</transac><date>2026-11-20</date></transacGrp>
        <descrip type="subjectField">club</descrip>
        <ref type="crossReference" target="verger">rival-of; since: 2001</ref>
        <note>since: 2001</note><note>Meets in the &lt;old&gt; barn.</note>
        <langSec xml:lang="fr">
          <termSec><term>Ligue des jardins</term><termNote type="termType">fullForm</termNote><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
          <termSec>
            <term>LDJ</term>
            <termNote type="partOfSpeech">noun</termNote>
            <termNote type="termType">acronym</termNote>
            <descrip type="context">La LDJ se réunit.</descrip>
            <note>case: caps</note>
          </termSec>
        </langSec>
        <langSec xml:lang="EN">
          <descrip type="definition">A club.</descrip>
          <termSec><term>League of Gardens</term></termSec>
        </langSec>
      </conceptEntry>

      <conceptEntry id="verger"><langSec xml:lang="fr"><termSec><term>Union des vergers</term></termSec></langSec></conceptEntry>
    </body>
  </text>
</tbx>
"""

MARTIF = """<?xml version='1.0' encoding='iso-8859-1'?>\r
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\r
<martif type="TBX-Basic" xml:lang="en">\r
<martifHeader><fileDesc><sourceDesc><p>clubs</p></sourceDesc></fileDesc></martifHeader>\r
<text><body>\r
<termEntry id="c1"><langSet xml:lang="fr"><tig><term>Union des pr\xe9s</term></tig></langSet>\r
<langSet xml:lang="en"><ntig><termGrp><term>Meadow Union</term>\r
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp><note>status: forbidden</note></ntig></langSet></termEntry>\r
<termEntry><langSet xml:lang="fr"><tig><term>jardin</term></tig><tig><term>cour</term></tig></langSet></termEntry>\r
</body></text></martif>"""

FILES = {
    "tables": FOLDER,
    "sheet": {"clubs.tsv": SHEET.encode()},
    "tsv": {"plants.tsv": TSV.encode()},
    "csv": {"plants.csv": CSV.encode()},
    "omegat": {"plants.utf8": OMEGAT.encode()},
    "tbx": {"clubs.tbx": TBX.encode()},
    "tbx2": {"clubs.tbx": MARTIF.encode("iso-8859-1")},
}
"""By the format that they are of."""
