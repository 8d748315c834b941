<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>QAbstractSpinBox</name>
    <message>
        <source>&amp;Select All</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>&amp;Step up</source>
        <translation>&amp;Höher</translation>
    </message>
    <message>
        <source>Step &amp;down</source>
        <translation>&amp;Niedriger</translation>
    </message>
</context>
<context>
    <name>QDialogButtonBox</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>Find Directory</source>
        <translation>Ordner suchen</translation>
    </message>
    <message>
        <source>Save As</source>
        <translation>Speichern unter</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Choose</source>
        <translation>&amp;Wählen</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>All Files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>Show </source>
        <translation>Anzeigen: </translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Show &amp;hidden files</source>
        <translation>&amp;Verborgene Dateien anzeigen</translation>
    </message>
    <message>
        <source>&amp;New Folder</source>
        <translation>&amp;Neuer Ordner</translation>
    </message>
    <message>
        <source>Directory:</source>
        <translation>Ordner:</translation>
    </message>
    <message>
        <source>File &amp;name:</source>
        <translation>Datei&amp;name:</translation>
    </message>
    <message>
        <source>Directories</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Recent Places</source>
        <translation>Zuletzt besucht</translation>
    </message>
    <message>
        <source>Could not delete directory.</source>
        <translation>Der Ordner konnte nicht gelöscht werden.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>New Folder</source>
        <translation>Neuer Ordner</translation>
    </message>
    <message>
        <source>Look in:</source>
        <translation>Suchen in:</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Zurückgehen</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Go forward</source>
        <translation>Vorwärtsgehen</translation>
    </message>
    <message>
        <source>Parent Directory</source>
        <translation>Übergeordneter Ordner</translation>
    </message>
    <message>
        <source>Go to the parent directory</source>
        <translation>Zum übergeordneten Ordner gehen</translation>
    </message>
    <message>
        <source>Create New Folder</source>
        <translation>Neuen Ordner anlegen</translation>
    </message>
    <message>
        <source>Create a New Folder</source>
        <translation>Einen neuen Ordner anlegen</translation>
    </message>
    <message>
        <source>List View</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Change to list view mode</source>
        <translation>Als Liste anzeigen</translation>
    </message>
    <message>
        <source>Detail View</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Change to detail view mode</source>
        <translation>Mit Einzelheiten anzeigen</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>Seitenleiste</translation>
    </message>
    <message>
        <source>List of places and bookmarks</source>
        <translation>Liste der Orte und Lesezeichen</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Files of type:</source>
        <translation>Dateien vom Typ:</translation>
    </message>
    <message>
        <source>%1 already exists.
Do you want to replace it?</source>
        <translation>%1 gibt es schon.
Ersetzen?</translation>
    </message>
    <message>
        <source>%1
Directory not found.
Please verify the correct directory name was given.</source>
        <translation>%1
Der Ordner wurde nicht gefunden.
Den Namen des Ordners prüfen.</translation>
    </message>
    <message>
        <source>%1
File not found.
Please verify the correct file name was given.</source>
        <translation>%1
Die Datei wurde nicht gefunden.
Den Namen der Datei prüfen.</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is write protected.
Do you want to delete it anyway?</source>
        <translation>„%1“ ist schreibgeschützt.
Trotzdem löschen?</translation>
    </message>
    <message>
        <source>Are you sure you want to delete &apos;%1&apos;?</source>
        <translation>„%1“ wirklich löschen?</translation>
    </message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Date Modified</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>My Computer</source>
        <translation>Dieser Rechner</translation>
    </message>
</context>
<context>
    <name>QKeySequenceEdit</name>
    <message>
        <source>Press shortcut</source>
        <translation>Tasten drücken</translation>
    </message>
    <message>
        <source>%1, ...</source>
        <translation>%1, …</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Alles auswählen</translation>
    </message>
</context>
<context>
    <name>QMessageBox</name>
    <message>
        <source>Show Details...</source>
        <translation>Details anzeigen…</translation>
    </message>
    <message>
        <source>Hide Details...</source>
        <translation>Details ausblenden…</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save All</source>
        <translation>Alle speichern</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>&amp;Ja</translation>
    </message>
    <message>
        <source>Yes to &amp;All</source>
        <translation>Ja, &amp;alle</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>&amp;Nein</translation>
    </message>
    <message>
        <source>N&amp;o to All</source>
        <translation>N&amp;ein, keine</translation>
    </message>
    <message>
        <source>Abort</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Übergehen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Restore Defaults</source>
        <translation>Vorgaben wiederherstellen</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>Meta</source>
        <translation>Meta</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Rücktaste</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Eingabetaste</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Ins</source>
        <translation>Einfg</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Pos1</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Auf</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ab</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>Bild auf</translation>
    </message>
    <message>
        <source>PgDown</source>
        <translation>Bild ab</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>+</source>
        <translation>+</translation>
    </message>
    <message>
        <source>F%1</source>
        <translation>F%1</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;Link Location</source>
        <translation>&amp;Linkadresse kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>Alles auswählen</translation>
    </message>
</context>
<context>
    <name>bw::cli</name>
    <message>
        <source>Waiting for builds that other programs handed over: %1</source>
        <translation>Wartet auf Builds, die andere Programme übergeben haben: %1</translation>
    </message>
    <message>
        <source>a whole number from 1 to %1</source>
        <translation>eine ganze Zahl von 1 bis %1</translation>
    </message>
    <message>
        <source>a size such as 512M or 4G</source>
        <translation>eine Größe wie 512M oder 4G</translation>
    </message>
    <message>
        <source>a whole number from 0 to 20</source>
        <translation>eine ganze Zahl von 0 bis 20</translation>
    </message>
    <message>
        <source>a whole number from -100 to 100</source>
        <translation>eine ganze Zahl von -100 bis 100</translation>
    </message>
    <message>
        <source>Planning</source>
        <translation>Planung</translation>
    </message>
    <message>
        <source>Implementing</source>
        <translation>Umsetzung</translation>
    </message>
    <message>
        <source>Verifying in a fresh sandbox</source>
        <translation>Prüfung in einer frischen Sandbox</translation>
    </message>
    <message>
        <source>Packaging</source>
        <translation>Verpackung</translation>
    </message>
    <message>
        <source>Context full: summed up, the session goes on</source>
        <translation>Kontext voll: zusammengefasst, die Sitzung geht weiter</translation>
    </message>
    <message>
        <source>Context full: a new session goes on from the files</source>
        <translation>Kontext voll: eine neue Sitzung macht anhand der Dateien weiter</translation>
    </message>
    <message>
        <source>Sub-agent for %1 (%2)</source>
        <translation>Unteragent für %1 (%2)</translation>
    </message>
    <message>
        <source>A proof of %1 does not count: %2</source>
        <translation>Ein Nachweis für %1 zählt nicht: %2</translation>
    </message>
    <message>
        <source>Command denied: %1 (%2)</source>
        <translation>Befehl verweigert: %1 (%2)</translation>
    </message>
    <message>
        <source>Network denied: %1:%2 (%3)</source>
        <translation>Netzzugriff verweigert: %1:%2 (%3)</translation>
    </message>
    <message>
        <source>A limit of the sandbox was hit: %1</source>
        <translation>Eine Grenze der Sandbox wurde erreicht: %1</translation>
    </message>
    <message>
        <source>%1 % of the budget (%2) used</source>
        <translation>%1 % des Budgets (%2) verbraucht</translation>
    </message>
    <message>
        <source>Features planned: %1</source>
        <translation>Geplante Funktionen: %1</translation>
    </message>
    <message>
        <source>Failed (%1); tried again, %2 of %3</source>
        <translation>Fehlgeschlagen (%1); neuer Versuch, %2 von %3</translation>
    </message>
    <message>
        <source>Told the agent: %1</source>
        <translation>Dem Agenten gesagt: %1</translation>
    </message>
    <message>
        <source>The agent heard it.</source>
        <translation>Der Agent hat es gehört.</translation>
    </message>
    <message>
        <source>Specification written: %1</source>
        <translation>Spezifikation geschrieben: %1</translation>
    </message>
    <message>
        <source>cost unknown</source>
        <translation>Kosten unbekannt</translation>
    </message>
    <message>
        <source>would have cost %1</source>
        <translation>hätte %1 gekostet</translation>
    </message>
    <message>
        <source>cost %1</source>
        <translation>Kosten: %1</translation>
    </message>
    <message>
        <source>Demonstration: recorded answers, no AI</source>
        <translation>Vorführung: aufgezeichnete Antworten, keine KI</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n features verified</source>
        <translation>
            <numerusform>%1 von %n Funktion geprüft</numerusform>
            <numerusform>%1 von %n Funktionen geprüft</numerusform>
        </translation>
    </message>
    <message>
        <source> in %1</source>
        <translation> in %1</translation>
    </message>
    <message>
        <source>Zip:      %1</source>
        <translation>Zip:        %1</translation>
    </message>
    <message>
        <source>  (incomplete)</source>
        <translation>  (unvollständig)</translation>
    </message>
    <message>
        <source>Zip:      none was made</source>
        <translation>Zip:        keines erstellt</translation>
    </message>
    <message>
        <source>Log:      buildwright logs %1</source>
        <translation>Protokoll:  buildwright logs %1</translation>
    </message>
    <message>
        <source>Features: buildwright features %1</source>
        <translation>Funktionen: buildwright features %1</translation>
    </message>
    <message>
        <source>Go on:    buildwright resume %1</source>
        <translation>Fortsetzen: buildwright resume %1</translation>
    </message>
    <message>
        <source>ceiling in dollars</source>
        <translation>Obergrenze in Dollar</translation>
    </message>
    <message>
        <source>ceiling in tokens</source>
        <translation>Obergrenze in Tokens</translation>
    </message>
    <message>
        <source>how long sandboxes may stand, all together</source>
        <translation>wie lange Sandboxen insgesamt bestehen dürfen</translation>
    </message>
    <message>
        <source>ceiling in dollars of each phase</source>
        <translation>Obergrenze jeder Phase in Dollar</translation>
    </message>
    <message>
        <source>ceiling in tokens of each phase</source>
        <translation>Obergrenze jeder Phase in Tokens</translation>
    </message>
    <message>
        <source>how long each phase may take</source>
        <translation>wie lange jede Phase dauern darf</translation>
    </message>
    <message>
        <source>how long sandboxes may stand in each phase</source>
        <translation>wie lange Sandboxen in jeder Phase bestehen dürfen</translation>
    </message>
    <message>
        <source>ceiling in dollars of each feature; one that reaches it is left</source>
        <translation>Obergrenze jeder Funktion in Dollar; eine, die sie erreicht, wird aufgegeben</translation>
    </message>
    <message>
        <source>ceiling in tokens of each feature</source>
        <translation>Obergrenze jeder Funktion in Tokens</translation>
    </message>
    <message>
        <source>how long each feature may take</source>
        <translation>wie lange jede Funktion dauern darf</translation>
    </message>
    <message>
        <source>how long sandboxes may stand for each feature</source>
        <translation>wie lange Sandboxen für jede Funktion bestehen dürfen</translation>
    </message>
    <message>
        <source>an amount in dollars such as 5 or 0.50</source>
        <translation>ein Betrag in Dollar wie 5 oder 0.50</translation>
    </message>
    <message>
        <source>rest after this time: 45m, 2h30m</source>
        <translation>nach dieser Zeit ruhen: 45m, 2h30m</translation>
    </message>
    <message>
        <source>a duration such as 45m or 2h30m</source>
        <translation>eine Dauer wie 45m oder 2h30m</translation>
    </message>
    <message>
        <source>Talk about an application until there is a specification. Also: edit ID TEXT, retry, expand, choose, stop, fork, view, attach ID FILE, queue, unqueue, draft ID TEXT, set, rename ID TEXT, pin, unpin, archive, unarchive, delete, undelete, search TEXT, export ID</source>
        <translation>Über eine Anwendung sprechen, bis es eine Spezifikation gibt. Außerdem: edit ID TEXT, retry, expand, choose, stop, fork, view, attach ID FILE, queue, unqueue, draft ID TEXT, set, rename ID TEXT, pin, unpin, archive, unarchive, delete, undelete, search TEXT, export ID</translation>
    </message>
    <message>
        <source>a model id, demo (recorded, no AI), or recording:FILE</source>
        <translation>Name eines Modells, demo (aufgezeichnet, keine KI) oder recording:FILE</translation>
    </message>
    <message>
        <source>how hard it thinks: low, medium, high, xhigh, max</source>
        <translation>wie gründlich es nachdenkt: low, medium, high, xhigh, max</translation>
    </message>
    <message>
        <source>limit of one answer; 0 = the model&apos;s own</source>
        <translation>Grenze einer Antwort; 0 = die des Modells</translation>
    </message>
    <message>
        <source>id of the project that the chat belongs to</source>
        <translation>Id des Projekts, zu dem der Chat gehört</translation>
    </message>
    <message>
        <source>title of a new chat (default: made from the first message)</source>
        <translation>Titel eines neuen Chats (sonst: aus der ersten Nachricht)</translation>
    </message>
    <message>
        <source>a file that goes with the message: image, PDF or text; more with chat attach</source>
        <translation>eine Datei zur Nachricht: Bild, PDF oder Text; weitere mit chat attach</translation>
    </message>
    <message>
        <source>number of the message for edit, fork and view</source>
        <translation>Nummer der Nachricht für edit, fork und view</translation>
    </message>
    <message>
        <source>for choose: simple, standard or production</source>
        <translation>für choose: simple, standard oder production</translation>
    </message>
    <message>
        <source>for choose: features of the specification</source>
        <translation>für choose: Funktionen der Spezifikation</translation>
    </message>
    <message>
        <source>list the chats that were put aside</source>
        <translation>die abgelegten Chats auflisten</translation>
    </message>
    <message>
        <source>list the chats that were thrown away</source>
        <translation>die gelöschten Chats auflisten</translation>
    </message>
    <message>
        <source>for export: markdown (default) or json</source>
        <translation>für export: markdown (Vorgabe) oder json</translation>
    </message>
    <message>
        <source>for export: write to this file</source>
        <translation>für export: in diese Datei schreiben</translation>
    </message>
    <message>
        <source>return at once; the answer comes in the background</source>
        <translation>sofort zurückkehren; die Antwort kommt im Hintergrund</translation>
    </message>
    <message>
        <source>%1 to %2 tokens; the price is not known</source>
        <translation>%1 bis %2 Tokens; der Preis ist nicht bekannt</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>It thinks …</source>
        <translation>Es denkt nach …</translation>
    </message>
    <message numerus="yes">
        <source>Writing the specification: %n features, about %1. Ctrl+C stops.</source>
        <translation>
            <numerusform>Schreibt die Spezifikation: %n Funktion, etwa %1. Strg+C stoppt.</numerusform>
            <numerusform>Schreibt die Spezifikation: %n Funktionen, etwa %1. Strg+C stoppt.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 It is tried again.</source>
        <translation>%1 Es wird noch einmal versucht.</translation>
    </message>
    <message>
        <source>Waiting for the answer …</source>
        <translation>Wartet auf die Antwort …</translation>
    </message>
    <message>
        <source>Specification: kept as text, it cannot be read (line %1): %2</source>
        <translation>Spezifikation: als Text behalten, sie ist nicht lesbar (Zeile %1): %2</translation>
    </message>
    <message>
        <source>Specification: not whole; buildwright chat expand writes it again</source>
        <translation>Spezifikation: nicht vollständig; buildwright chat expand schreibt sie neu</translation>
    </message>
    <message>
        <source>Specification: it does not go together with your changes of %1; yours stay</source>
        <translation>Spezifikation: passt nicht zu den eigenen Änderungen an %1; diese bleiben</translation>
    </message>
    <message numerus="yes">
        <source>Specification: %1, version %2, made for %3, %n features</source>
        <translation>
            <numerusform>Spezifikation: %1, Version %2, für %3, %n Funktion</numerusform>
            <numerusform>Spezifikation: %1, Version %2, für %3, %n Funktionen</numerusform>
        </translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>Stopped before its end; what came is kept.</source>
        <translation>Vor dem Ende gestoppt; was kam, bleibt erhalten.</translation>
    </message>
    <message numerus="yes">
        <source>It would now be made for %1, %n features: buildwright chat expand %2</source>
        <translation>
            <numerusform>Jetzt würde sie für %1 mit %n Funktion geschrieben: buildwright chat expand %2</numerusform>
            <numerusform>Jetzt würde sie für %1 mit %n Funktionen geschrieben: buildwright chat expand %2</numerusform>
        </translation>
    </message>
    <message>
        <source>The specification can be written, for about %1: buildwright chat expand %2</source>
        <translation>Die Spezifikation kann geschrieben werden, für etwa %1: buildwright chat expand %2</translation>
    </message>
    <message>
        <source>Chat %1: %2 of %3 tokens of its window, %4</source>
        <translation>Chat %1: %2 von %3 Tokens des Fensters, %4</translation>
    </message>
    <message>
        <source>Waiting to be sent: %1</source>
        <translation>Warten auf das Senden: %1</translation>
    </message>
    <message>
        <source>You can say %1: %2</source>
        <translation>Mögliche Antwort %1: %2</translation>
    </message>
    <message>
        <source>buildwright chat send %1 1</source>
        <translation>buildwright chat send %1 1</translation>
    </message>
    <message>
        <source>print JSON on standard output and nothing else there</source>
        <translation>JSON auf der Standardausgabe ausgeben und dort nichts sonst</translation>
    </message>
    <message>
        <source>data directory (default: BUILDWRIGHT_DATA, else your XDG data directory)</source>
        <translation>Datenordner (sonst: BUILDWRIGHT_DATA, dann der eigene XDG-Datenordner)</translation>
    </message>
    <message>
        <source>write a more detailed log file</source>
        <translation>ein ausführlicheres Protokoll schreiben</translation>
    </message>
    <message>
        <source>show this help</source>
        <translation>diese Hilfe anzeigen</translation>
    </message>
    <message>
        <source>There is no command “%1”. `buildwright --help` lists them.</source>
        <translation>Es gibt keinen Befehl „%1“. `buildwright --help` listet sie auf.</translation>
    </message>
    <message>
        <source>Unknown option --%1. `buildwright %2 --help` lists the options.</source>
        <translation>Unbekannte Option --%1. `buildwright %2 --help` listet die Optionen auf.</translation>
    </message>
    <message>
        <source>Option --%1 takes no value.</source>
        <translation>Die Option --%1 hat keinen Wert.</translation>
    </message>
    <message>
        <source>Option --%1 needs a value: --%1 %2.</source>
        <translation>Die Option --%1 braucht einen Wert: --%1 %2.</translation>
    </message>
    <message>
        <source>Option --%1 is given twice.</source>
        <translation>Die Option --%1 ist doppelt angegeben.</translation>
    </message>
    <message>
        <source>Something is missing: buildwright %1 %2.</source>
        <translation>Etwas fehlt: buildwright %1 %2.</translation>
    </message>
    <message>
        <source>“%1” is one word too many for `buildwright %2`.</source>
        <translation>„%1“ ist ein Wort zu viel für `buildwright %2`.</translation>
    </message>
    <message>
        <source>Unknown option %1: options are long, as in --json.</source>
        <translation>Unbekannte Option %1: Optionen sind lang, wie in --json.</translation>
    </message>
    <message>
        <source>Buildwright builds an application from a specification, in a sandbox, and hands you the zip.</source>
        <translation>Buildwright baut aus einer Spezifikation eine Anwendung, in einer Sandbox, und liefert sie als Zip.</translation>
    </message>
    <message>
        <source>Usage: buildwright COMMAND [OPTIONS]</source>
        <translation>Aufruf: buildwright COMMAND [OPTIONS]</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>Befehle:</translation>
    </message>
    <message>
        <source>Options of every command:</source>
        <translation>Optionen aller Befehle:</translation>
    </message>
    <message>
        <source>A build is named by its id, the beginning of it, or “last”. Try: buildwright build --template todo --model demo</source>
        <translation>Ein Build heißt nach seiner Id, ihrem Anfang oder „last“. Zum Ausprobieren: buildwright build --template todo --model demo</translation>
    </message>
    <message>
        <source>Usage: buildwright %1 %2 [OPTIONS]</source>
        <translation>Aufruf: buildwright %1 %2 [OPTIONS]</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>Optionen:</translation>
    </message>
    <message>
        <source>Deleting cannot be undone. Say --yes to delete build %1.</source>
        <translation>Löschen lässt sich nicht rückgängig machen. Mit --yes wird Build %1 gelöscht.</translation>
    </message>
    <message>
        <source>Delete build %1 (%2) with its log and zip? This cannot be undone. [y/N] </source>
        <translation>Build %1 (%2) mit Protokoll und Zip löschen? Das lässt sich nicht rückgängig machen. [y = ja, N = nein] </translation>
    </message>
    <message>
        <source>Build %1, from a checkpoint of %2</source>
        <translation>Build %1, ab einem Sicherungspunkt von %2</translation>
    </message>
    <message>
        <source>Build %1 is deleted.</source>
        <translation>Build %1 ist gelöscht.</translation>
    </message>
    <message numerus="yes">
        <source>Incomplete: %1 of %n features verified.</source>
        <translation>
            <numerusform>Unvollständig: %1 von %n Funktion geprüft.</numerusform>
            <numerusform>Unvollständig: %1 von %n Funktionen geprüft.</numerusform>
        </translation>
    </message>
    <message>
        <source>For a browser, good for one opening: %1</source>
        <translation>Für einen Browser, gut für einmaliges Öffnen: %1</translation>
    </message>
    <message>
        <source>Every request needs the header %1: %2</source>
        <translation>Jede Anfrage braucht den Header %1: %2</translation>
    </message>
    <message>
        <source>Whoever has this gets in, as long as the build works on in this sandbox.</source>
        <translation>Wer dies hat, kommt hinein, solange der Build in dieser Sandbox arbeitet.</translation>
    </message>
    <message>
        <source>a time of 1s to 24h</source>
        <translation>eine Zeit von 1s bis 24h</translation>
    </message>
    <message>
        <source>buildwright address ID PORT, or buildwright address ID --file PATH</source>
        <translation>buildwright address ID PORT oder buildwright address ID --file PATH</translation>
    </message>
    <message>
        <source>Looked at: builds %1, events %2, log lines %3, blobs %4.</source>
        <translation>Angesehen: Builds %1, Ereignisse %2, Protokollzeilen %3, Blobs %4.</translation>
    </message>
    <message>
        <source>The tables were made again from the events.</source>
        <translation>Die Tabellen wurden aus den Ereignissen neu erstellt.</translation>
    </message>
    <message>
        <source>Everything is as it should be.</source>
        <translation>Alles ist, wie es sein soll.</translation>
    </message>
    <message>
        <source>Tables that differ are made again by: buildwright doctor --rebuild</source>
        <translation>Abweichende Tabellen erstellt neu: buildwright doctor --rebuild</translation>
    </message>
    <message>
        <source>stored:   %1</source>
        <translation>gespeichert:  %1</translation>
    </message>
    <message>
        <source>replayed: %1</source>
        <translation>nachgespielt: %1</translation>
    </message>
    <message>
        <source>The record replays to what is shown.</source>
        <translation>Die Aufzeichnung ergibt genau das, was angezeigt wird.</translation>
    </message>
    <message>
        <source>What is shown differs from the record in: %1</source>
        <translation>Was angezeigt wird, weicht von der Aufzeichnung ab in: %1</translation>
    </message>
    <message>
        <source>Nothing is stored in %1 yet.</source>
        <translation>In %1 ist noch nichts gespeichert.</translation>
    </message>
    <message>
        <source>what to build</source>
        <translation>was gebaut werden soll</translation>
    </message>
    <message>
        <source>a description of the application</source>
        <translation>eine Beschreibung der Anwendung</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>es ist ein Ordner</translation>
    </message>
    <message>
        <source>its folder is missing or may not be written</source>
        <translation>der Ordner dafür fehlt oder ist nicht beschreibbar</translation>
    </message>
    <message>
        <source>Build %1 goes on in the background. Follow it: buildwright logs %1 --follow</source>
        <translation>Build %1 läuft im Hintergrund weiter. Verfolgen: buildwright logs %1 --follow</translation>
    </message>
    <message>
        <source>Build %1</source>
        <translation>Build %1</translation>
    </message>
    <message>
        <source>Saved in %1, but another value counts here (from: %2).</source>
        <translation>In %1 gespeichert, aber hier gilt ein anderer Wert (aus: %2).</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>eine solche Datei gibt es nicht</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>es ist keine Datei</translation>
    </message>
    <message>
        <source>A whole number is needed.</source>
        <translation>Eine ganze Zahl wird gebraucht.</translation>
    </message>
    <message>
        <source>simple, standard or production</source>
        <translation>simple, standard oder production</translation>
    </message>
    <message>
        <source>--message N says which message; chat show lists their numbers.</source>
        <translation>--message N sagt, welche Nachricht; chat show listet die Nummern auf.</translation>
    </message>
    <message>
        <source>An answer is still coming: message %1 waits for its end.</source>
        <translation>Eine Antwort kommt noch: Nachricht %1 wartet auf ihr Ende.</translation>
    </message>
    <message>
        <source>Which chat? Its id, the beginning of it, or last.</source>
        <translation>Welcher Chat? Seine Id, ihr Anfang oder last.</translation>
    </message>
    <message>
        <source>`buildwright chat --help` lists what there is.</source>
        <translation>`buildwright chat --help` listet auf, was es gibt.</translation>
    </message>
    <message>
        <source>(nothing said yet)</source>
        <translation>(noch nichts gesagt)</translation>
    </message>
    <message>
        <source>No chats. Begin one: buildwright chat new --model demo</source>
        <translation>Keine Chats. Einen beginnen: buildwright chat new --model demo</translation>
    </message>
    <message>
        <source>  version %1 of %2</source>
        <translation>  Version %1 von %2</translation>
    </message>
    <message>
        <source>  attached: %1, %2 bytes</source>
        <translation>  angehängt: %1, %2 Bytes</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>markdown or json</source>
        <translation>markdown oder json</translation>
    </message>
    <message>
        <source>Which? See buildwright chat list.</source>
        <translation>Welcher? Siehe buildwright chat list.</translation>
    </message>
    <message>
        <source>(not text)</source>
        <translation>(kein Text)</translation>
    </message>
    <message>
        <source>This build has no checkpoint yet: the first is made with the plan.</source>
        <translation>Dieser Build hat noch keinen Sicherungspunkt: der erste entsteht mit dem Plan.</translation>
    </message>
    <message>
        <source>  “%1”</source>
        <translation>  „%1“</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing differs between the two checkpoints.</source>
        <translation>Zwischen den beiden Sicherungspunkten gibt es keinen Unterschied.</translation>
    </message>
    <message>
        <source>--to DIR, a folder that is empty or does not exist</source>
        <translation>--to DIR, ein Ordner, der leer ist oder noch nicht besteht</translation>
    </message>
    <message numerus="yes">
        <source>%n files written to %1. Nothing of them was run.</source>
        <translation>
            <numerusform>%n Datei nach %1 geschrieben. Nichts davon wurde ausgeführt.</numerusform>
            <numerusform>%n Dateien nach %1 geschrieben. Nichts davon wurde ausgeführt.</numerusform>
        </translation>
    </message>
    <message>
        <source>--out FILE.zip, where the zip is to be</source>
        <translation>--out FILE.zip, wohin das Zip soll</translation>
    </message>
    <message>
        <source>By earlier builds with %2 on this machine: %1.</source>
        <translation>Nach früheren Builds mit %2 auf diesem Rechner: %1.</translation>
    </message>
    <message>
        <source>A rough guess: there is no earlier build with %1 on this machine to go by.</source>
        <translation>Eine grobe Schätzung: auf diesem Rechner gibt es noch keinen Build mit %1.</translation>
    </message>
    <message>
        <source>Nothing waits for you.</source>
        <translation>Nichts wartet auf eine Entscheidung.</translation>
    </message>
    <message>
        <source>No builds yet. Make one: buildwright build --template todo --model demo</source>
        <translation>Noch keine Builds. Einen erstellen: buildwright build --template todo --model demo</translation>
    </message>
    <message>
        <source>Made:     %1, model %2, sandbox %3, network %4</source>
        <translation>Erstellt:   %1, Modell %2, Sandbox %3, Netz %4</translation>
    </message>
    <message>
        <source>Now:      %1  %2</source>
        <translation>Jetzt:      %1  %2</translation>
    </message>
    <message>
        <source>Held:     %1</source>
        <translation>Wartet:     %1</translation>
    </message>
    <message>
        <source>Next:     %1</source>
        <translation>Zu tun:     %1</translation>
    </message>
    <message numerus="yes">
        <source>Tokens:   %1 in, %2 out, in %n calls</source>
        <translation>
            <numerusform>Tokens:     %1 ein, %2 aus, in %n Aufruf</numerusform>
            <numerusform>Tokens:     %1 ein, %2 aus, in %n Aufrufen</numerusform>
        </translation>
    </message>
    <message>
        <source>Cache:    %1 % of the input was read from the prompt cache</source>
        <translation>Cache:      %1 % der Eingabe kamen aus dem Prompt-Cache</translation>
    </message>
    <message>
        <source>This build has no features yet: it is not planned.</source>
        <translation>Dieser Build hat noch keine Funktionen: er ist nicht geplant.</translation>
    </message>
    <message>
        <source>No line holds that.</source>
        <translation>Keine Zeile enthält das.</translation>
    </message>
    <message>
        <source>The log is empty.</source>
        <translation>Das Protokoll ist leer.</translation>
    </message>
    <message>
        <source>Build %1: sandbox %2 (%3).</source>
        <translation>Build %1: Sandbox %2 (%3).</translation>
    </message>
    <message>
        <source>Build %1 goes to another sandbox at its next safe point; now %2 (%3).</source>
        <translation>Build %1 zieht an der nächsten sicheren Stelle in eine andere Sandbox um; jetzt %2 (%3).</translation>
    </message>
    <message>
        <source>Waiting for the next safe point of the build …</source>
        <translation>Wartet auf die nächste sichere Stelle des Builds …</translation>
    </message>
    <message>
        <source>allowed</source>
        <translation>erlaubt</translation>
    </message>
    <message>
        <source>a question; denied where nobody is asked</source>
        <translation>eine Frage; verweigert, wo niemand gefragt wird</translation>
    </message>
    <message>
        <source>denied</source>
        <translation>verweigert</translation>
    </message>
    <message>
        <source> (rule %1 of the policy %2)</source>
        <translation> (Regel %1 der Richtlinie %2)</translation>
    </message>
    <message>
        <source>chats: %1, specifications: %2, builds: %3</source>
        <translation>Chats: %1, Spezifikationen: %2, Builds: %3</translation>
    </message>
    <message>
        <source>There is no project. `buildwright project new NAME` makes one; `build --project NAME` builds in it.</source>
        <translation>Es gibt kein Projekt. `buildwright project new NAME` legt eines an; `build --project NAME` baut darin.</translation>
    </message>
    <message>
        <source>Delete the project %1? %2 in it stay, without a project; what you allowed for it is forgotten.</source>
        <translation>Projekt %1 löschen? Enthalten (%2), bleibt ohne Projekt bestehen; was dafür erlaubt wurde, wird vergessen.</translation>
    </message>
    <message>
        <source>Say --yes to do so.</source>
        <translation>Dazu --yes angeben.</translation>
    </message>
    <message>
        <source>The project %1 is deleted; %2 stay, without a project.</source>
        <translation>Projekt %1 ist gelöscht; ohne Projekt bestehen bleibt: %2.</translation>
    </message>
    <message>
        <source>Build %1 waits for nobody.</source>
        <translation>Build %1 wartet auf keine Entscheidung.</translation>
    </message>
    <message>
        <source>It will be asked again.</source>
        <translation>Es wird wieder gefragt.</translation>
    </message>
    <message>
        <source>No answer is remembered for a project.</source>
        <translation>Für kein Projekt ist eine Antwort gemerkt.</translation>
    </message>
    <message>
        <source>of another data directory</source>
        <translation>aus einem anderen Datenordner</translation>
    </message>
    <message>
        <source>waits with its build</source>
        <translation>wartet mit dem Build</translation>
    </message>
    <message>
        <source>orphan: no process holds it</source>
        <translation>verwaist: kein Prozess hält sie</translation>
    </message>
    <message>
        <source>No sandbox of Buildwright lives at E2B.</source>
        <translation>Bei E2B lebt keine Sandbox von Buildwright.</translation>
    </message>
    <message>
        <source>Ended.</source>
        <translation>Beendet.</translation>
    </message>
    <message>
        <source>Ended orphans: %1</source>
        <translation>Verwaiste beendet: %1</translation>
    </message>
    <message>
        <source>no terminal</source>
        <translation>kein Terminal</translation>
    </message>
    <message>
        <source>a shell without a terminal</source>
        <translation>eine Shell ohne Terminal</translation>
    </message>
    <message>
        <source>buildwright shell ID COMMAND runs one command</source>
        <translation>buildwright shell ID COMMAND führt einen Befehl aus</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>%1: features found: %2</source>
        <translation>%1: gefundene Funktionen: %2</translation>
    </message>
    <message>
        <source>(version %1 again)</source>
        <translation>(noch einmal Version %1)</translation>
    </message>
    <message>
        <source>an id, or the name of a specification</source>
        <translation>eine Id oder der Name einer Spezifikation</translation>
    </message>
    <message>
        <source>a version from 1 to %1, or last</source>
        <translation>eine Version von 1 bis %1, oder last</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message numerus="yes">
        <source>%n features</source>
        <translation>
            <numerusform>%n Funktion</numerusform>
            <numerusform>%n Funktionen</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no such specification. `buildwright spec import FILE` takes one into the library.</source>
        <translation>Eine solche Spezifikation gibt es nicht. `buildwright spec import FILE` nimmt eine in die Bibliothek auf.</translation>
    </message>
    <message>
        <source>The versions are the same.</source>
        <translation>Die Versionen sind gleich.</translation>
    </message>
    <message>
        <source>Nothing that is built differs; --text shows the lines.</source>
        <translation>An dem, was gebaut wird, ändert sich nichts; --text zeigt die Zeilen.</translation>
    </message>
    <message>
        <source>a version from 1 to %1</source>
        <translation>eine Version von 1 bis %1</translation>
    </message>
    <message numerus="yes">
        <source>changed on both sides (%n places)</source>
        <translation>
            <numerusform>auf beiden Seiten geändert (%n Stelle)</numerusform>
            <numerusform>auf beiden Seiten geändert (%n Stellen)</numerusform>
        </translation>
    </message>
    <message>
        <source>Kept for 30 days: buildwright spec undelete %1</source>
        <translation>30 Tage lang aufgehoben: buildwright spec undelete %1</translation>
    </message>
    <message>
        <source> and %1 more</source>
        <translation> und %1 weitere</translation>
    </message>
    <message>
        <source>spec</source>
        <translation>Spezifikation</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>not in it: the plan added this</source>
        <translation>nicht darin: vom Plan hinzugefügt</translation>
    </message>
    <message>
        <source>sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>commit</source>
        <translation>Commit</translation>
    </message>
    <message>
        <source>evidence</source>
        <translation>Nachweis</translation>
    </message>
    <message>
        <source>event %1, exit %2, on a tree before %3: %4</source>
        <translation>Ereignis %1, Exit-Code %2, auf einem Stand vor %3: %4</translation>
    </message>
    <message>
        <source>event %1, exit %2, on %3: %4</source>
        <translation>Ereignis %1, Exit-Code %2, auf %3: %4</translation>
    </message>
    <message>
        <source>    ! the specification says something else now</source>
        <translation>    ! die Spezifikation sagt jetzt etwas anderes</translation>
    </message>
    <message>
        <source>! changed since it was proved:</source>
        <translation>! seit dem Nachweis geändert:</translation>
    </message>
    <message>
        <source>The specification changed since this was built.</source>
        <translation>Die Spezifikation hat sich seit diesem Build geändert.</translation>
    </message>
    <message>
        <source>  ! in no feature: line %1: %2</source>
        <translation>  ! in keiner Funktion: Zeile %1: %2</translation>
    </message>
    <message>
        <source>Files that no feature asked for:</source>
        <translation>Dateien, die keine Funktion verlangt hat:</translation>
    </message>
    <message>
        <source>Nothing drifted: specification, proofs and files fit together.</source>
        <translation>Nichts weicht ab: Spezifikation, Nachweise und Dateien passen zusammen.</translation>
    </message>
    <message>
        <source>  specification %1, version %2</source>
        <translation>  Spezifikation %1, Version %2</translation>
    </message>
    <message>
        <source>build this specification: a file (Markdown, XML, .bwspec), or one of the library (`buildwright spec list`), ID@N for a version</source>
        <translation>diese Spezifikation bauen: eine Datei (Markdown, XML, .bwspec) oder eine der Bibliothek (`buildwright spec list`), ID@N für eine Version</translation>
    </message>
    <message>
        <source>build a template; `buildwright templates` lists them</source>
        <translation>eine Vorlage bauen; `buildwright templates` listet sie auf</translation>
    </message>
    <message>
        <source>describe the application; the model writes the specification first</source>
        <translation>die Anwendung beschreiben; das Modell schreibt zuerst die Spezifikation</translation>
    </message>
    <message>
        <source>model that plans (default: that of --model)</source>
        <translation>Modell, das plant (sonst das von --model)</translation>
    </message>
    <message>
        <source>model that writes the code</source>
        <translation>Modell, das den Code schreibt</translation>
    </message>
    <message>
        <source>model that doubts what was built</source>
        <translation>Modell, das anzweifelt, was gebaut wurde</translation>
    </message>
    <message>
        <source>model for side tasks: searching, looking over changes (default: a cheaper one)</source>
        <translation>Modell für Nebenaufgaben: suchen, Änderungen durchsehen (sonst ein günstigeres)</translation>
    </message>
    <message>
        <source>how hard it thinks: low, medium, high, xhigh, max; for single roles: high,plan=max,review=low</source>
        <translation>wie gründlich es nachdenkt: low, medium, high, xhigh, max; für einzelne Rollen: high,plan=max,review=low</translation>
    </message>
    <message>
        <source>address of a Messages API (default: ANTHROPIC_BASE_URL, else Anthropic)</source>
        <translation>Adresse einer Messages-API (sonst ANTHROPIC_BASE_URL, dann Anthropic)</translation>
    </message>
    <message>
        <source>where the agent works: local, or e2b (needs E2B_API_KEY)</source>
        <translation>wo der Agent arbeitet: local oder e2b (braucht E2B_API_KEY)</translation>
    </message>
    <message>
        <source>at E2B: the template that sandboxes are made from (default: base)</source>
        <translation>bei E2B: die Vorlage, aus der Sandboxen entstehen (sonst base)</translation>
    </message>
    <message>
        <source>at E2B: version of Node.js, such as 22 (default: that of the template)</source>
        <translation>bei E2B: Version von Node.js, etwa 22 (sonst die der Vorlage)</translation>
    </message>
    <message>
        <source>none, registries (package registries only) or open</source>
        <translation>none, registries (nur Paketquellen) oder open</translation>
    </message>
    <message>
        <source>which commands the agent may run: strict, balanced or permissive</source>
        <translation>welche Befehle der Agent ausführen darf: strict, balanced oder permissive</translation>
    </message>
    <message>
        <source>wait for your look: design, features, every:N (verified features), package</source>
        <translation>auf eine Durchsicht warten: design, features, every:N (geprüfte Funktionen), package</translation>
    </message>
    <message>
        <source>how many features to plan</source>
        <translation>wie viele Funktionen geplant werden</translation>
    </message>
    <message>
        <source>how often a failed build is tried again by itself (default 0)</source>
        <translation>wie oft ein fehlgeschlagener Build von selbst neu versucht wird (sonst 0)</translation>
    </message>
    <message>
        <source>place in the queue, -100 to 100: a higher one starts first (default 0)</source>
        <translation>Platz in der Warteschlange, -100 bis 100: höhere beginnen früher (sonst 0)</translation>
    </message>
    <message>
        <source>memory of the sandbox (default 4G)</source>
        <translation>Arbeitsspeicher der Sandbox (sonst 4G)</translation>
    </message>
    <message>
        <source>disk space of the sandbox (default 10G)</source>
        <translation>Plattenplatz der Sandbox (sonst 10G)</translation>
    </message>
    <message>
        <source>processes in the sandbox (default 512)</source>
        <translation>Prozesse in der Sandbox (sonst 512)</translation>
    </message>
    <message>
        <source>priority of the sandbox, 1 to 19 (default 10)</source>
        <translation>Priorität der Sandbox, 1 bis 19 (sonst 10)</translation>
    </message>
    <message>
        <source>id or name of the project that it belongs to</source>
        <translation>Id oder Name des Projekts, zu dem er gehört</translation>
    </message>
    <message>
        <source>copy the zip here</source>
        <translation>das Zip hierhin kopieren</translation>
    </message>
    <message>
        <source>return at once; the build goes on in the background</source>
        <translation>sofort zurückkehren; der Build läuft im Hintergrund weiter</translation>
    </message>
    <message>
        <source>List all builds</source>
        <translation>Alle Builds auflisten</translation>
    </message>
    <message>
        <source>Show a build</source>
        <translation>Einen Build anzeigen</translation>
    </message>
    <message>
        <source>Show the log of a build</source>
        <translation>Das Protokoll eines Builds anzeigen</translation>
    </message>
    <message>
        <source>go on as the log grows</source>
        <translation>mitlaufen, während das Protokoll wächst</translation>
    </message>
    <message>
        <source>only lines with these words</source>
        <translation>nur Zeilen mit diesen Wörtern</translation>
    </message>
    <message>
        <source>only lines of this level and above: debug, info, warning, error</source>
        <translation>nur Zeilen ab dieser Stufe: debug, info, warning, error</translation>
    </message>
    <message>
        <source>Show the events of a build</source>
        <translation>Die Ereignisse eines Builds anzeigen</translation>
    </message>
    <message>
        <source>Show the features of a build with their evidence</source>
        <translation>Die Funktionen eines Builds mit ihren Nachweisen anzeigen</translation>
    </message>
    <message>
        <source>Show what stands behind the features: specification, files, commits, proofs</source>
        <translation>Zeigen, was hinter den Funktionen steht: Spezifikation, Dateien, Commits, Nachweise</translation>
    </message>
    <message>
        <source>compare with this specification as it is now</source>
        <translation>mit dem jetzigen Stand dieser Spezifikation vergleichen</translation>
    </message>
    <message>
        <source>List everything that waits for you</source>
        <translation>Alles auflisten, was auf eine Entscheidung wartet</translation>
    </message>
    <message>
        <source>Show where the zip of a build is, or copy it</source>
        <translation>Zeigen, wo das Zip eines Builds liegt, oder es kopieren</translation>
    </message>
    <message>
        <source>make the zip of this checkpoint; needs --out</source>
        <translation>das Zip dieses Sicherungspunkts erstellen; braucht --out</translation>
    </message>
    <message>
        <source>List the checkpoints of a build, or name one</source>
        <translation>Die Sicherungspunkte eines Builds auflisten oder einen benennen</translation>
    </message>
    <message>
        <source>give this one a name; it is never thinned out then</source>
        <translation>diesem einen Namen geben; er wird dann nie ausgedünnt</translation>
    </message>
    <message>
        <source>the name, which stands for the id from then on</source>
        <translation>der Name, der fortan für die Id steht</translation>
    </message>
    <message>
        <source>what it is kept for</source>
        <translation>wofür er aufgehoben wird</translation>
    </message>
    <message>
        <source>Show what differs between two checkpoints (an id, first or last)</source>
        <translation>Zeigen, was sich zwischen zwei Sicherungspunkten unterscheidet (eine Id, first oder last)</translation>
    </message>
    <message>
        <source>only the names of the files</source>
        <translation>nur die Namen der Dateien</translation>
    </message>
    <message>
        <source>also what a zip leaves out: .git, installed packages, caches</source>
        <translation>auch, was ein Zip auslässt: .git, installierte Pakete, Caches</translation>
    </message>
    <message>
        <source>Write the files of a checkpoint to a folder</source>
        <translation>Die Dateien eines Sicherungspunkts in einen Ordner schreiben</translation>
    </message>
    <message>
        <source>a folder that is empty or does not exist</source>
        <translation>ein Ordner, der leer ist oder noch nicht besteht</translation>
    </message>
    <message>
        <source>Build the same again with all its settings, as a new build</source>
        <translation>Dasselbe mit allen Einstellungen noch einmal bauen, als neuen Build</translation>
    </message>
    <message>
        <source>Build the same again with other settings, as a new build</source>
        <translation>Dasselbe mit anderen Einstellungen noch einmal bauen, als neuen Build</translation>
    </message>
    <message>
        <source>Stop a build; what was done is kept</source>
        <translation>Einen Build stoppen; was getan ist, bleibt erhalten</translation>
    </message>
    <message>
        <source>Let a build rest from its next safe point on</source>
        <translation>Einen Build ab der nächsten sicheren Stelle ruhen lassen</translation>
    </message>
    <message>
        <source>a reason, recorded with the build</source>
        <translation>ein Grund, der mit dem Build aufgezeichnet wird</translation>
    </message>
    <message>
        <source>Go on with a build from its last checkpoint</source>
        <translation>Einen Build ab dem letzten Sicherungspunkt fortsetzen</translation>
    </message>
    <message>
        <source>Make a build that goes on from a checkpoint of another</source>
        <translation>Einen Build erstellen, der ab einem Sicherungspunkt eines anderen weitermacht</translation>
    </message>
    <message>
        <source>Delete a build with its log and zip</source>
        <translation>Einen Build mit Protokoll und Zip löschen</translation>
    </message>
    <message>
        <source>do not ask</source>
        <translation>nicht nachfragen</translation>
    </message>
    <message>
        <source>List the templates, or show the specification of one</source>
        <translation>Die Vorlagen auflisten oder die Spezifikation einer Vorlage anzeigen</translation>
    </message>
    <message>
        <source>List the command policies, or say what one thinks of a command</source>
        <translation>Die Befehlsrichtlinien auflisten oder zeigen, wie eine über einen Befehl urteilt</translation>
    </message>
    <message>
        <source>strict, balanced (default) or permissive</source>
        <translation>strict, balanced (Vorgabe) oder permissive</translation>
    </message>
    <message>
        <source>Show or change settings</source>
        <translation>Einstellungen anzeigen oder ändern</translation>
    </message>
    <message>
        <source>List the sandboxes that live at E2B, or end some</source>
        <translation>Die Sandboxen auflisten, die bei E2B leben, oder welche beenden</translation>
    </message>
    <message>
        <source>end this one; only one of this data directory</source>
        <translation>diese beenden; nur eine dieses Datenordners</translation>
    </message>
    <message>
        <source>end those of this data directory that no process holds</source>
        <translation>die dieses Datenordners beenden, die kein Prozess hält</translation>
    </message>
    <message>
        <source>Check the data directory, or replay the record of one build and compare</source>
        <translation>Den Datenordner prüfen, oder die Aufzeichnung eines Builds nachspielen und vergleichen</translation>
    </message>
    <message>
        <source>make the derived tables again from the events</source>
        <translation>die abgeleiteten Tabellen aus den Ereignissen neu erstellen</translation>
    </message>
    <message>
        <source>Show the version</source>
        <translation>Die Version anzeigen</translation>
    </message>
    <message>
        <source>Own the data directory in the background</source>
        <translation>Den Datenordner im Hintergrund besitzen</translation>
    </message>
    <message>
        <source>Build an application from a specification, a template or a description</source>
        <translation>Eine Anwendung aus einer Spezifikation, einer Vorlage oder einer Beschreibung bauen</translation>
    </message>
    <message>
        <source>Say what a build would probably cost and how long it would take</source>
        <translation>Sagen, was ein Build voraussichtlich kostet und wie lange er dauert</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>the end of build %1 could not be written</source>
        <translation>das Ende von Build %1 konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Stopping; what was done is kept. Ctrl+C again ends at once.</source>
        <translation>Wird gestoppt; was getan ist, bleibt erhalten. Noch einmal Strg+C beendet sofort.</translation>
    </message>
    <message>
        <source>The editor could not be run: %1 (set EDITOR)</source>
        <translation>Der Editor konnte nicht gestartet werden: %1 (EDITOR setzen)</translation>
    </message>
    <message numerus="yes">
        <source>  │ … %n more lines</source>
        <translation>
            <numerusform>  │ … noch %n Zeile</numerusform>
            <numerusform>  │ … noch %n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>[a]gree, [e]dit, [r]eject, Enter = later: </source>
        <translation>[a] freigeben, [e] bearbeiten, [r] zurückweisen, Eingabetaste = später: </translation>
    </message>
    <message>
        <source>[a]gree, [r]eject, Enter = later: </source>
        <translation>[a] freigeben, [r] zurückweisen, Eingabetaste = später: </translation>
    </message>
    <message>
        <source>What is wrong? </source>
        <translation>Was stimmt nicht? </translation>
    </message>
    <message>
        <source>Answer (Enter = later): </source>
        <translation>Antwort (Eingabetaste = später): </translation>
    </message>
    <message>
        <source>Waiting until %1 (%2)</source>
        <translation>Wartet bis %1 (%2)</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>the service</source>
        <translation>der Dienst</translation>
    </message>
    <message>
        <source>%1 asks for slower requests</source>
        <translation>%1 bittet um langsamere Anfragen</translation>
    </message>
    <message>
        <source>%1 is overloaded</source>
        <translation>%1 ist überlastet</translation>
    </message>
    <message>
        <source>%1 cannot be reached</source>
        <translation>%1 ist nicht erreichbar</translation>
    </message>
    <message>
        <source>%1 does not answer in time</source>
        <translation>%1 antwortet nicht rechtzeitig</translation>
    </message>
    <message>
        <source>%1 breaks its answers off</source>
        <translation>%1 bricht Antworten ab</translation>
    </message>
    <message>
        <source>%1 fails</source>
        <translation>%1 meldet Fehler</translation>
    </message>
    <message>
        <source>Buildwright ended unexpectedly last time. A report lies at %1; it was sent nowhere.</source>
        <translation>Buildwright wurde zuletzt unerwartet beendet. Ein Bericht liegt in %1; er wurde nirgendwohin gesendet.</translation>
    </message>
    <message>
        <source>Give a build other ceilings; one at work keeps them from its next call on</source>
        <translation>Einem Build andere Obergrenzen geben; sie gelten ab seinem nächsten Aufruf</translation>
    </message>
    <message>
        <source>List the projects that group chats, specifications and builds, or change one</source>
        <translation>Die Projekte auflisten, die Chats, Spezifikationen und Builds zusammenfassen, oder eines ändern</translation>
    </message>
    <message>
        <source>Accept a feature without a proof; without FEATURE, all that need you</source>
        <translation>Eine Funktion ohne Nachweis annehmen; ohne FEATURE alle, die eine Entscheidung brauchen</translation>
    </message>
    <message>
        <source>Leave a feature out, and what depends on it</source>
        <translation>Eine Funktion auslassen, und was von ihr abhängt</translation>
    </message>
    <message>
        <source>Have a feature worked on once more</source>
        <translation>An einer Funktion noch einmal arbeiten lassen</translation>
    </message>
    <message>
        <source>the reason, recorded with the build</source>
        <translation>der Grund, der mit dem Build aufgezeichnet wird</translation>
    </message>
    <message>
        <source>Show what a build wants you to look at or to answer</source>
        <translation>Anzeigen, was ein Build zur Durchsicht oder Antwort vorlegt</translation>
    </message>
    <message>
        <source>write what is shown to this file, for editing</source>
        <translation>das Gezeigte zum Bearbeiten in diese Datei schreiben</translation>
    </message>
    <message>
        <source>Agree with what a build shows at a gate, and let it go on</source>
        <translation>Freigeben, was ein Build an einer Freigabe vorlegt, und ihn weiterlaufen lassen</translation>
    </message>
    <message>
        <source>use this file in place of what was shown</source>
        <translation>diese Datei statt des Gezeigten verwenden</translation>
    </message>
    <message>
        <source>Send back what a build shows at a gate, or a feature</source>
        <translation>Zurückweisen, was ein Build an einer Freigabe vorlegt, oder eine Funktion</translation>
    </message>
    <message>
        <source>Answer the question of a build, and let it go on</source>
        <translation>Die Frage eines Builds beantworten und ihn weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Say something to the agent while it works; a build that rests keeps it</source>
        <translation>Dem Agenten bei der Arbeit etwas sagen; ein ruhender Build hebt es auf</translation>
    </message>
    <message>
        <source>List what you allowed or refused for a whole project, or take one back</source>
        <translation>Auflisten, was für ein ganzes Projekt erlaubt oder verweigert wurde, oder eines zurücknehmen</translation>
    </message>
    <message>
        <source>Build %1 was interrupted; everything up to then is kept. Go on with: buildwright resume %1</source>
        <translation>Build %1 wurde unterbrochen; alles bis dahin ist erhalten. Fortsetzen mit: buildwright resume %1</translation>
    </message>
    <message>
        <source>Go on with a build in another sandbox, from its next safe point on</source>
        <translation>Einen Build ab der nächsten sicheren Stelle in einer anderen Sandbox fortsetzen</translation>
    </message>
    <message>
        <source>local, or e2b (needs E2B_API_KEY where the build works)</source>
        <translation>local oder e2b (braucht E2B_API_KEY, wo der Build arbeitet)</translation>
    </message>
    <message>
        <source>do not wait for the safe point</source>
        <translation>nicht auf die sichere Stelle warten</translation>
    </message>
    <message>
        <source>Open a shell in the sandbox of a build at work, or run a command there</source>
        <translation>Eine Shell in der Sandbox eines laufenden Builds öffnen oder dort einen Befehl ausführen</translation>
    </message>
    <message>
        <source>Show the private address of a port in the sandbox of a build at work</source>
        <translation>Die private Adresse eines Ports in der Sandbox eines laufenden Builds anzeigen</translation>
    </message>
    <message>
        <source>at E2B: the address of this file instead</source>
        <translation>bei E2B: stattdessen die Adresse dieser Datei</translation>
    </message>
    <message>
        <source>how long the address of a file is good (default 1h)</source>
        <translation>wie lange die Adresse einer Datei gilt (sonst 1h)</translation>
    </message>
    <message>
        <source>With %1 accepted by you, %2 skipped</source>
        <translation>Davon ohne Nachweis angenommen: %1, ausgelassen: %2</translation>
    </message>
    <message>
        <source>; missing: %1</source>
        <translation>; fehlend: %1</translation>
    </message>
    <message>
        <source>Needs you: %1  %2</source>
        <translation>Offen:      %1  %2</translation>
    </message>
    <message>
        <source>           buildwright accept %1 FEATURE --because TEXT, or reject the same way</source>
        <translation>            buildwright accept %1 FEATURE --because TEXT, oder ebenso reject</translation>
    </message>
    <message>
        <source>Check a specification, or work with the library of specifications</source>
        <translation>Eine Spezifikation prüfen oder mit der Bibliothek der Spezifikationen arbeiten</translation>
    </message>
    <message>
        <source>list: with this in the name or in the text</source>
        <translation>list: mit diesem Text im Namen oder im Inhalt</translation>
    </message>
    <message>
        <source>list: simple, standard or production</source>
        <translation>list: simple, standard oder production</translation>
    </message>
    <message>
        <source>list: begun by person, chat, wizard, import, template, model</source>
        <translation>list: begonnen von person, chat, wizard, import, template, model</translation>
    </message>
    <message>
        <source>list, import: id or name of a project</source>
        <translation>list, import: Id oder Name eines Projekts</translation>
    </message>
    <message>
        <source>list, show, export: those that were deleted</source>
        <translation>list, show, export: die gelöschten</translation>
    </message>
    <message>
        <source>export: source (as it stands), markdown, xml or bwspec (with its history)</source>
        <translation>export: source (wie sie dasteht), markdown, xml oder bwspec (mit ihrer Geschichte)</translation>
    </message>
    <message>
        <source>export: write this file; its ending chooses the form</source>
        <translation>export: diese Datei schreiben; ihre Endung bestimmt das Format</translation>
    </message>
    <message>
        <source>import: as the next version of this one</source>
        <translation>import: als nächste Version von dieser</translation>
    </message>
    <message>
        <source>import --into: the version that FILE was made from; changes made since then are merged</source>
        <translation>import --into: die Version, aus der FILE entstand; spätere Änderungen werden zusammengeführt</translation>
    </message>
    <message>
        <source>import --into: in conflicts take mine (the library), theirs (FILE) or both</source>
        <translation>import --into: bei Konflikten mine (die Bibliothek), theirs (FILE) oder both nehmen</translation>
    </message>
    <message>
        <source>import --into: the reason, kept with the version</source>
        <translation>import --into: der Grund, mit der Version aufgehoben</translation>
    </message>
    <message>
        <source>diff: line by line, in the form that `patch` reads</source>
        <translation>diff: Zeile für Zeile, in der Form, die `patch` liest</translation>
    </message>
    <message>
        <source>Took:     %1, %2, %3 tokens</source>
        <translation>Verbraucht: %1, %2, %3 Tokens</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Tokens</translation>
    </message>
    <message>
        <source>%1 of sandboxes</source>
        <translation>%1 an Sandboxen</translation>
    </message>
    <message>
        <source>%1 for each phase</source>
        <translation>%1 je Phase</translation>
    </message>
    <message>
        <source>%1 for each feature</source>
        <translation>%1 je Funktion</translation>
    </message>
    <message>
        <source>%1, %2 to %3 minutes, %4 to %5 tokens</source>
        <translation>%1, %2 bis %3 Minuten, %4 bis %5 Tokens</translation>
    </message>
    <message numerus="yes">
        <source>Cost:     between %1 and %2; %n calls broke before anybody said what they used</source>
        <translation>
            <numerusform>Kosten:     zwischen %1 und %2; %n Aufruf brach ab, bevor jemand sagte, was er verbraucht hat</numerusform>
            <numerusform>Kosten:     zwischen %1 und %2; %n Aufrufe brachen ab, bevor jemand sagte, was sie verbraucht haben</numerusform>
        </translation>
    </message>
    <message>
        <source>Ceilings: %1</source>
        <translation>Grenzen:    %1</translation>
    </message>
    <message>
        <source>Sandbox:  %1 of %2</source>
        <translation>Sandbox:    %1 von %2</translation>
    </message>
    <message>
        <source>earlier builds: %1</source>
        <translation>frühere Builds: %1</translation>
    </message>
    <message>
        <source>no earlier builds</source>
        <translation>keine früheren Builds</translation>
    </message>
    <message>
        <source>Forecast: %1 (%2)</source>
        <translation>Prognose:   %1 (%2)</translation>
    </message>
    <message>
        <source>Review of the design (DESIGN.md)</source>
        <translation>Durchsicht des Entwurfs (DESIGN.md)</translation>
    </message>
    <message>
        <source>Review of the feature list</source>
        <translation>Durchsicht der Funktionsliste</translation>
    </message>
    <message>
        <source>Review of the progress</source>
        <translation>Durchsicht des Fortschritts</translation>
    </message>
    <message>
        <source>Review before packaging</source>
        <translation>Durchsicht vor der Verpackung</translation>
    </message>
    <message>
        <source>look:     buildwright review %1</source>
        <translation>ansehen:     buildwright review %1</translation>
    </message>
    <message>
        <source>agree:    buildwright approve %1</source>
        <translation>freigeben:   buildwright approve %1</translation>
    </message>
    <message>
        <source>or not:   buildwright reject %1 --because &quot;…&quot;</source>
        <translation>oder nicht:  buildwright reject %1 --because &quot;…&quot;</translation>
    </message>
    <message>
        <source>Question: </source>
        <translation>Frage: </translation>
    </message>
    <message>
        <source>answer:   buildwright answer %1 &quot;…&quot;</source>
        <translation>antworten:   buildwright answer %1 &quot;…&quot;</translation>
    </message>
    <message>
        <source>A change of feature_list.json was taken back: only proof changes it</source>
        <translation>Eine Änderung an feature_list.json wurde zurückgenommen: nur ein Nachweis ändert sie</translation>
    </message>
    <message>
        <source>    does not count: %1 (%2)</source>
        <translation>    zählt nicht: %1 (%2)</translation>
    </message>
    <message>
        <source>The sandbox is gone; the build goes on in a new one</source>
        <translation>Die Sandbox ist weg; der Build geht in einer neuen weiter</translation>
    </message>
    <message>
        <source>Its files are as at checkpoint %1</source>
        <translation>Seine Dateien sind die von Sicherungspunkt %1</translation>
    </message>
</context>
<context>
    <name>bw::desktop</name>
    <message>
        <source>There is no page &quot;%1&quot;.</source>
        <translation>Eine Seite „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>This link leads nowhere: %1</source>
        <translation>Dieser Link führt nirgendwohin: %1</translation>
    </message>
    <message>
        <source>Buildwright ended unexpectedly last time. A report lies at %1; it was sent nowhere.</source>
        <translation>Buildwright wurde zuletzt unerwartet beendet. Ein Bericht liegt in %1; er wurde nirgendwohin gesendet.</translation>
    </message>
    <message>
        <source>The specification was not put into the library.</source>
        <translation>Die Spezifikation wurde nicht in die Bibliothek aufgenommen.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::AboutDialog</name>
    <message>
        <source>About Buildwright</source>
        <translation>Über Buildwright</translation>
    </message>
    <message>
        <source>Buildwright %1</source>
        <translation>Buildwright %1</translation>
    </message>
    <message>
        <source>Describe an application, agree on its specification, and have it built, verified and handed to you: on your own desk.</source>
        <translation>Eine Anwendung beschreiben, sich auf ihre Spezifikation einigen und sie gebaut, geprüft und fertig erhalten: auf dem eigenen Schreibtisch.</translation>
    </message>
    <message>
        <source>Versions and licences</source>
        <translation>Versionen und Lizenzen</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Bestandteil</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>bw::desktop::Actions</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Build</source>
        <translation>B&amp;uild</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Specification</source>
        <translation>Spe&amp;zifikation</translation>
    </message>
</context>
<context>
    <name>bw::desktop::Arguments</name>
    <message>
        <source>%1 needs a value. See --help.</source>
        <translation>%1 braucht einen Wert. Siehe --help.</translation>
    </message>
    <message>
        <source>Unknown option %1. See --help.</source>
        <translation>Unbekannte Option %1. Siehe --help.</translation>
    </message>
    <message>
        <source>Usage: buildwright-desktop [--data DIR] [--page NAME] [FILE|LINK…]

  --data DIR    data directory (else BUILDWRIGHT_DATA, else the user&apos;s own)
  --page NAME   page to begin with, such as builds
  --verbose     also write the log to standard error
  --version     show the version
  FILE          a specification to build from, or a .bwspec file for the library; nothing is
                started or stored by itself
  LINK          buildwright:new?template=ID, buildwright:build/ID, buildwright:spec/ID, buildwright:page/NAME</source>
        <translation>Aufruf: buildwright-desktop [--data DIR] [--page NAME] [FILE|LINK…]

  --data DIR    Datenordner (sonst BUILDWRIGHT_DATA, dann der eigene)
  --page NAME   Seite, mit der begonnen wird, etwa builds
  --verbose     das Protokoll auch auf die Standardfehlerausgabe schreiben
  --version     die Version anzeigen
  FILE          eine Spezifikation, aus der gebaut wird, oder eine .bwspec-Datei für die Bibliothek;
                nichts beginnt oder wird gespeichert von selbst
  LINK          buildwright:new?template=ID, buildwright:build/ID, buildwright:spec/ID, buildwright:page/NAME</translation>
    </message>
</context>
<context>
    <name>bw::desktop::AttachmentStrip</name>
    <message>
        <source>Attached files</source>
        <translation>Angehängte Dateien</translation>
    </message>
    <message>
        <source>Take %1 off</source>
        <translation>%1 abnehmen</translation>
    </message>
    <message>
        <source>%1, %2. Press to take it off.</source>
        <translation>%1, %2. Drücken nimmt sie ab.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::BuildActions</name>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>The build does not go on.</source>
        <translation>Der Build wird nicht fortgesetzt.</translation>
    </message>
    <message>
        <source>The build goes on.</source>
        <translation>Der Build wird fortgesetzt.</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pausieren</translation>
    </message>
    <message>
        <source>The build was not paused.</source>
        <translation>Der Build wurde nicht pausiert.</translation>
    </message>
    <message>
        <source>The build pauses at its next safe point.</source>
        <translation>Der Build pausiert an der nächsten sicheren Stelle.</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stoppen</translation>
    </message>
    <message>
        <source>The build was not stopped.</source>
        <translation>Der Build wurde nicht gestoppt.</translation>
    </message>
    <message>
        <source>The build stops. What was made is kept.</source>
        <translation>Der Build wird gestoppt. Was entstanden ist, bleibt erhalten.</translation>
    </message>
    <message>
        <source>&amp;Approve</source>
        <translation>Frei&amp;geben</translation>
    </message>
    <message>
        <source>&amp;Save Zip…</source>
        <translation>&amp;Zip speichern…</translation>
    </message>
    <message>
        <source>Copy &amp;Id</source>
        <translation>&amp;Id kopieren</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>Kopiert: %1</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>Your decision was not taken.</source>
        <translation>Die Entscheidung wurde nicht angenommen.</translation>
    </message>
    <message>
        <source>Save Zip</source>
        <translation>Zip speichern</translation>
    </message>
    <message>
        <source>Zip archives (*.zip)</source>
        <translation>Zip-Archive (*.zip)</translation>
    </message>
    <message>
        <source>The zip was not saved.</source>
        <translation>Das Zip wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>Gespeichert: %1</translation>
    </message>
    <message>
        <source>Saved, but not every feature is verified: %1</source>
        <translation>Gespeichert, aber nicht jede Funktion ist geprüft: %1</translation>
    </message>
    <message>
        <source>Delete Build</source>
        <translation>Build löschen</translation>
    </message>
    <message>
        <source>Delete %1 with its log and zip? This cannot be undone.</source>
        <translation>%1 mit Protokoll und Zip löschen? Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>The build was not deleted.</source>
        <translation>Der Build wurde nicht gelöscht.</translation>
    </message>
    <message>
        <source>The build is deleted.</source>
        <translation>Der Build ist gelöscht.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::BuildDetail</name>
    <message>
        <source>Demonstration: recorded answers, no AI</source>
        <translation>Vorführung: aufgezeichnete Antworten, keine KI</translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation>Zum Ende</translation>
    </message>
    <message>
        <source>Verified features</source>
        <translation>Geprüfte Funktionen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Search in this log</source>
        <translation>In diesem Protokoll suchen</translation>
    </message>
    <message>
        <source>Nothing has been written yet. Lines appear here as soon as the build works.</source>
        <translation>Noch wurde nichts geschrieben. Zeilen erscheinen hier, sobald der Build arbeitet.</translation>
    </message>
    <message>
        <source>No line holds these words.</source>
        <translation>Keine Zeile enthält diese Wörter.</translation>
    </message>
    <message>
        <source>Show all lines</source>
        <translation>Alle Zeilen anzeigen</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Tokens</translation>
    </message>
    <message>
        <source>in a sandbox at E2B</source>
        <translation>in einer Sandbox bei E2B</translation>
    </message>
    <message>
        <source>in a local sandbox</source>
        <translation>in einer lokalen Sandbox</translation>
    </message>
</context>
<context>
    <name>bw::desktop::BuildListModel</name>
    <message>
        <source>demonstration</source>
        <translation>Vorführung</translation>
    </message>
</context>
<context>
    <name>bw::desktop::BuildTexts</name>
    <message>
        <source>cost unknown</source>
        <translation>Kosten unbekannt</translation>
    </message>
    <message>
        <source>would have cost %1</source>
        <translation>wären %1</translation>
    </message>
    <message>
        <source>no plan yet</source>
        <translation>noch kein Plan</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n features verified</source>
        <translation>
            <numerusform>%1 von %n Funktion geprüft</numerusform>
            <numerusform>%1 von %n Funktionen geprüft</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>eben</translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>vor %n min</numerusform>
            <numerusform>vor %n min</numerusform>
        </translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>Form of a date as QDate::toString() takes it, day and month and year: 3 Feb 2026</extracomment>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>Waiting until %1: %2</source>
        <translation>Wartet bis %1: %2</translation>
    </message>
</context>
<context>
    <name>bw::desktop::BuildsPage</name>
    <message>
        <source>Which builds</source>
        <translation>Welche Builds</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>At work</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Zu entscheiden</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Builds</source>
        <translation>Builds</translation>
    </message>
    <message>
        <source>No build fits the filter.</source>
        <translation>Kein Build passt zum Filter.</translation>
    </message>
    <message>
        <source>Show all builds</source>
        <translation>Alle Builds anzeigen</translation>
    </message>
    <message>
        <source>Filter builds</source>
        <translation>Builds filtern</translation>
    </message>
    <message>
        <source>This build is not there any more: it was deleted.</source>
        <translation>Diesen Build gibt es nicht mehr: er wurde gelöscht.</translation>
    </message>
    <message>
        <source>Choose a build from the list.</source>
        <translation>Einen Build aus der Liste wählen.</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
</context>
<context>
    <name>bw::desktop::ChangeBar</name>
    <message>
        <source>&amp;Merge…</source>
        <translation>&amp;Zusammenführen…</translation>
    </message>
    <message>
        <source>&amp;Keep Mine</source>
        <translation>&amp;Eigenen Text behalten</translation>
    </message>
    <message>
        <source>Your text becomes the next version. The other one stays in the history.</source>
        <translation>Der eigene Text wird die nächste Version. Die andere bleibt in der Geschichte.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::ChatActions</name>
    <message>
        <source>Ne&amp;w Chat</source>
        <translation>Neuer Cha&amp;t</translation>
    </message>
    <message>
        <source>Recorded Con&amp;versation</source>
        <translation>Auf&amp;gezeichnetes Gespräch</translation>
    </message>
    <message>
        <source>Ask A&amp;gain in the Chat</source>
        <translation>Im Chat erneut &amp;fragen</translation>
    </message>
    <message>
        <source>M&amp;odel of the Chat…</source>
        <translation>&amp;Modell des Chats…</translation>
    </message>
</context>
<context>
    <name>bw::desktop::ChatCompare</name>
    <message>
        <source>The specifications could not be compared.</source>
        <translation>Die Spezifikationen konnten nicht verglichen werden.</translation>
    </message>
    <message>
        <source>The specifications could not be merged.</source>
        <translation>Die Spezifikationen konnten nicht zusammengeführt werden.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::ChatListModel</name>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>angeheftet</translation>
    </message>
    <message>
        <source>In titles</source>
        <translation>In Titeln</translation>
    </message>
    <message>
        <source>In messages</source>
        <translation>In Nachrichten</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
</context>
<context>
    <name>bw::desktop::ChatMenus</name>
    <message>
        <source>The chat was not changed.</source>
        <translation>Der Chat wurde nicht geändert.</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Umbenennen…</translation>
    </message>
    <message>
        <source>Un&amp;pin</source>
        <translation>Nicht mehr an&amp;heften</translation>
    </message>
    <message>
        <source>&amp;Pin</source>
        <translation>An&amp;heften</translation>
    </message>
    <message>
        <source>Take &amp;Out of the Archive</source>
        <translation>Aus dem &amp;Archiv holen</translation>
    </message>
    <message>
        <source>&amp;Archive</source>
        <translation>&amp;Archivieren</translation>
    </message>
    <message>
        <source>The chat was put aside. Search finds it.</source>
        <translation>Der Chat liegt im Archiv. Die Suche findet ihn.</translation>
    </message>
    <message>
        <source>Export as &amp;Markdown…</source>
        <translation>Als &amp;Markdown exportieren…</translation>
    </message>
    <message>
        <source>Export as &amp;JSON…</source>
        <translation>Als &amp;JSON exportieren…</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Rename Chat</source>
        <translation>Chat umbenennen</translation>
    </message>
    <message>
        <source>Name of the chat:</source>
        <translation>Name des Chats:</translation>
    </message>
    <message>
        <source>Pro&amp;ject</source>
        <translation>&amp;Projekt</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>The chat was not deleted.</source>
        <translation>Der Chat wurde nicht gelöscht.</translation>
    </message>
    <message>
        <source>“%1” was deleted. It can be taken back for 30 days.</source>
        <translation>„%1“ wurde gelöscht und lässt sich 30 Tage lang zurückholen.</translation>
    </message>
    <message>
        <source>The chat is back.</source>
        <translation>Der Chat ist wieder da.</translation>
    </message>
    <message>
        <source>chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Export Chat</source>
        <translation>Chat exportieren</translation>
    </message>
    <message>
        <source>The chat was not exported.</source>
        <translation>Der Chat wurde nicht exportiert.</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy as &amp;Markdown</source>
        <translation>Als &amp;Markdown kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;Error</source>
        <translation>&amp;Fehler kopieren</translation>
    </message>
    <message>
        <source>&amp;Quote</source>
        <translation>&amp;Zitieren</translation>
    </message>
    <message>
        <source>Do Not &amp;Send</source>
        <translation>Nicht &amp;senden</translation>
    </message>
    <message>
        <source>&amp;Edit and Send Again</source>
        <translation>&amp;Bearbeiten und erneut senden</translation>
    </message>
    <message>
        <source>Ask &amp;Again</source>
        <translation>&amp;Erneut fragen</translation>
    </message>
    <message>
        <source>&amp;Fork from Here</source>
        <translation>Hier abzweige&amp;n</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
</context>
<context>
    <name>bw::desktop::ChatOptions</name>
    <message>
        <source>Model of This Chat</source>
        <translation>Modell dieses Chats</translation>
    </message>
    <message>
        <source>The default model</source>
        <translation>Das Standardmodell</translation>
    </message>
    <message>
        <source>A model of the list, or any name that your server knows</source>
        <translation>Ein Modell der Liste oder ein Name, den der Server kennt</translation>
    </message>
    <message>
        <source>&amp;Model:</source>
        <translation>&amp;Modell:</translation>
    </message>
    <message>
        <source>&amp;Effort:</source>
        <translation>&amp;Aufwand:</translation>
    </message>
    <message>
        <source>As many as fit</source>
        <translation>So viele wie möglich</translation>
    </message>
    <message>
        <source>&amp;Tokens of one answer:</source>
        <translation>&amp;Tokens einer Antwort:</translation>
    </message>
    <message>
        <source>About the model</source>
        <translation>Über das Modell</translation>
    </message>
    <message>
        <source>By the service</source>
        <translation>Nach dem Dienst</translation>
    </message>
    <message>
        <source>The default model is the one of the settings.</source>
        <translation>Das Standardmodell ist das der Einstellungen.</translation>
    </message>
    <message>
        <source>This model is not in the catalogue: its price is unknown.</source>
        <translation>Dieses Modell steht nicht im Katalog: sein Preis ist unbekannt.</translation>
    </message>
    <message>
        <source>Window %1 tokens, answers up to %2 tokens.</source>
        <translation>Fenster %1 Tokens, Antworten bis %2 Tokens.</translation>
    </message>
    <message>
        <source>A million tokens cost %1 read and %2 written.</source>
        <translation>Eine Million Tokens kosten %1 gelesen und %2 geschrieben.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::ChatPage</name>
    <message>
        <source>To the End</source>
        <translation>Zum Ende</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>The description is ready. Writing the specification costs %1.</source>
        <translation>Die Beschreibung ist fertig. Die Spezifikation zu schreiben kostet %1.</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>No chat was begun.</source>
        <translation>Es wurde kein Chat begonnen.</translation>
    </message>
    <message>
        <source>This chat was deleted.</source>
        <translation>Dieser Chat wurde gelöscht.</translation>
    </message>
    <message>
        <source>%1 was not attached.</source>
        <translation>%1 wurde nicht angehängt.</translation>
    </message>
    <message>
        <source>The specification could not be read.</source>
        <translation>Die Spezifikation konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Save Specification</source>
        <translation>Spezifikation speichern</translation>
    </message>
    <message>
        <source>specification.xml</source>
        <translation>Spezifikation.xml</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>The specification was not saved.</source>
        <translation>Die Spezifikation wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>Open Link</source>
        <translation>Link öffnen</translation>
    </message>
    <message>
        <source>Open this address in your browser?

%1</source>
        <translation>Diese Adresse im Browser öffnen?

%1</translation>
    </message>
    <message>
        <source>New text below: to the end</source>
        <translation>Neuer Text darunter: zum Ende</translation>
    </message>
    <message>
        <source>The folder could not be read.</source>
        <translation>Der Ordner konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Take It Back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>There is no key for %1, so nothing was sent. What you wrote is kept.</source>
        <translation>Für %1 gibt es keinen Schlüssel, darum wurde nichts gesendet. Der geschriebene Text ist erhalten.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::ChatSide</name>
    <message>
        <source>Chats</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>Search all chats</source>
        <translation>Chats suchen</translation>
    </message>
    <message>
        <source>Which chats</source>
        <translation>Welche Chats</translation>
    </message>
    <message>
        <source>All projects</source>
        <translation>Alle Projekte</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>Nothing was put aside.</source>
        <translation>Das Archiv ist leer.</translation>
    </message>
    <message>
        <source>This project has no chats yet.</source>
        <translation>Dieses Projekt hat noch keine Chats.</translation>
    </message>
    <message>
        <source>Show all chats</source>
        <translation>Alle Chats anzeigen</translation>
    </message>
</context>
<context>
    <name>bw::desktop::ChatSpecs</name>
    <message>
        <source>From version %1 to version %2</source>
        <translation>Von Version %1 zu Version %2</translation>
    </message>
    <message>
        <source>From version %1 of the library to the one of this chat</source>
        <translation>Von Version %1 der Bibliothek zu der dieses Chats</translation>
    </message>
    <message>
        <source>From what the chat wrote before to what it wrote last</source>
        <translation>Von dem, was der Chat vorher schrieb, zu dem, was er zuletzt schrieb</translation>
    </message>
</context>
<context>
    <name>bw::desktop::ChatStart</name>
    <message>
        <source>What do you want to build?</source>
        <translation>Was soll gebaut werden?</translation>
    </message>
    <message>
        <source>Describe it in your own words. Questions are asked until it is clear; then a specification is written beside the chat, which you can change, compare and build.</source>
        <translation>Mit eigenen Worten beschreiben genügt. Es wird nachgefragt, bis alles klar ist; dann entsteht neben dem Chat eine Spezifikation, die sich ändern, vergleichen und bauen lässt.</translation>
    </message>
    <message>
        <source>A tool for a team</source>
        <translation>Werkzeug für ein Team</translation>
    </message>
    <message>
        <source>A shop or a booking page</source>
        <translation>Laden oder Buchungsseite</translation>
    </message>
    <message>
        <source>A dashboard over my data</source>
        <translation>Übersicht meiner Daten</translation>
    </message>
    <message>
        <source>A small game</source>
        <translation>Kleines Spiel</translation>
    </message>
    <message>
        <source>I need a tool for my team: </source>
        <translation>Ich brauche ein Werkzeug für mein Team: </translation>
    </message>
    <message>
        <source>I want to sell or rent out: </source>
        <translation>Ich möchte verkaufen oder vermieten: </translation>
    </message>
    <message>
        <source>I have this data and want to see: </source>
        <translation>Ich habe diese Daten und möchte sehen: </translation>
    </message>
    <message>
        <source>A small game in which </source>
        <translation>Ein kleines Spiel, in dem </translation>
    </message>
    <message>
        <source>Watch a recorded conversation (no key, no AI)</source>
        <translation>Ein aufgezeichnetes Gespräch ansehen (kein Schlüssel, keine KI)</translation>
    </message>
</context>
<context>
    <name>bw::desktop::ChatTexts</name>
    <message>
        <source>You</source>
        <translation>Ich</translation>
    </message>
    <message>
        <source>Recorded answer, no AI</source>
        <translation>Aufgezeichnete Antwort, keine KI</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>waits until the answer has ended</source>
        <translation>wartet auf das Ende der Antwort</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Tokens</translation>
    </message>
    <message>
        <source>talking</source>
        <translation>im Gespräch</translation>
    </message>
    <message>
        <source>writing the specification</source>
        <translation>Spezifikation wird geschrieben</translation>
    </message>
    <message>
        <source>reviewing</source>
        <translation>in der Durchsicht</translation>
    </message>
    <message>
        <source>%1 % of the window used</source>
        <translation>%1 % des Fensters belegt</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>Last seven days</source>
        <translation>Letzte sieben Tage</translation>
    </message>
    <message>
        <source>cost unknown</source>
        <translation>Kosten unbekannt</translation>
    </message>
    <message>
        <source>would have cost %1</source>
        <translation>hätte %1 gekostet</translation>
    </message>
    <message>
        <source>simple</source>
        <translation>einfach</translation>
    </message>
    <message>
        <source>standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>production</source>
        <translation>Produktion</translation>
    </message>
    <message numerus="yes">
        <source>made for %1, %n features</source>
        <translation>
            <numerusform>für %1, %n Funktion</numerusform>
            <numerusform>für %1, %n Funktionen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 to %2 tokens</source>
        <translation>%1 bis %2 Tokens</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1 is overloaded.</source>
        <translation>%1 ist überlastet.</translation>
    </message>
    <message>
        <source>%1 asks for slower requests.</source>
        <translation>%1 bittet um langsamere Anfragen.</translation>
    </message>
    <message>
        <source>What had come is kept; Edit ▸ Ask Again in the Chat tries once more.</source>
        <translation>Was gekommen war, ist erhalten; Bearbeiten ▸ Im Chat erneut fragen versucht es noch einmal.</translation>
    </message>
    <message>
        <source>This answer was interrupted.</source>
        <translation>Diese Antwort wurde unterbrochen.</translation>
    </message>
    <message>
        <source>Edit ▸ Ask Again in the Chat tries once more.</source>
        <translation>Bearbeiten ▸ Im Chat erneut fragen versucht es noch einmal.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::CommandPalette</name>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Type the name of a command</source>
        <translation>Namen eines Befehls eingeben</translation>
    </message>
    <message>
        <source>No command has such a name.</source>
        <translation>Kein Befehl heißt so.</translation>
    </message>
    <message>
        <source>Type the name of a chat, a specification or a build</source>
        <translation>Namen eines Chats, einer Spezifikation oder eines Builds eingeben</translation>
    </message>
    <message>
        <source>Nothing has such a name.</source>
        <translation>Nichts heißt so.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::CompareDialog</name>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>bw::desktop::Composer</name>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Senden</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>Sto&amp;ppen</translation>
    </message>
    <message>
        <source>Cancel Editing</source>
        <translation>Bearbeiten abbrechen</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabetaste</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>&amp;Queue</source>
        <translation>E&amp;inreihen</translation>
    </message>
    <message>
        <source>picture.png</source>
        <translation>Bild.png</translation>
    </message>
    <message>
        <source>Attach Files</source>
        <translation>Dateien anhängen</translation>
    </message>
    <message>
        <source>&amp;Attach</source>
        <translation>Anhän&amp;gen</translation>
    </message>
    <message>
        <source>Describe what you want to build; @ points at a chat, specification, feature or file</source>
        <translation>Beschreiben, was gebaut werden soll; @ verweist auf Chat, Spezifikation, Funktion oder Datei</translation>
    </message>
    <message>
        <source>Model, effort and token limit of this chat</source>
        <translation>Modell, Aufwand und Token-Grenze dieses Chats</translation>
    </message>
    <message>
        <source>Where this chat is</source>
        <translation>Stand dieses Chats</translation>
    </message>
    <message>
        <source>&amp;Files…</source>
        <translation>&amp;Dateien…</translation>
    </message>
    <message>
        <source>F&amp;older…</source>
        <translation>&amp;Ordner…</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation>Umschalt+Eingabetaste</translation>
    </message>
    <message>
        <source>Sent when the answer has ended (%1)</source>
        <translation>Wird gesendet, wenn die Antwort zu Ende ist (%1)</translation>
    </message>
    <message>
        <source>Default model</source>
        <translation>Standardmodell</translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>Modell: %1</translation>
    </message>
    <message>
        <source>the default one</source>
        <translation>das übliche</translation>
    </message>
    <message>
        <source>Attach Files of a Folder</source>
        <translation>Dateien eines Ordners anhängen</translation>
    </message>
</context>
<context>
    <name>bw::desktop::ConflictPane</name>
    <message>
        <source>&amp;Mine</source>
        <translation>&amp;Eigene</translation>
    </message>
    <message>
        <source>&amp;Theirs</source>
        <translation>&amp;Andere</translation>
    </message>
    <message>
        <source>&amp;Both, mine first</source>
        <translation>&amp;Beide, eigene zuerst</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Take:</source>
        <translation>Nehmen:</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Both cannot stand here, one behind the other.</source>
        <translation>Beide können hier nicht hintereinander stehen.</translation>
    </message>
    <message>
        <source>nothing stands here</source>
        <translation>hier steht nichts</translation>
    </message>
</context>
<context>
    <name>bw::desktop::ErrorBar</name>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Put this message away</source>
        <translation>Diese Meldung ausblenden</translation>
    </message>
</context>
<context>
    <name>bw::desktop::FindBar</name>
    <message>
        <source>Match &amp;case</source>
        <translation>&amp;Groß- und Kleinschreibung</translation>
    </message>
    <message>
        <source>&amp;Whole words</source>
        <translation>Ganze &amp;Wörter</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>Er&amp;setzen</translation>
    </message>
    <message>
        <source>Replace &amp;All</source>
        <translation>Alle er&amp;setzen</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Vorheriger Treffer</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n gefunden</numerusform>
            <numerusform>%n gefunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n ersetzt</numerusform>
            <numerusform>%n ersetzt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bw::desktop::FindingsModel</name>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>Error. %1</source>
        <translation>Fehler. %1</translation>
    </message>
    <message>
        <source>Warning. %1</source>
        <translation>Warnung. %1</translation>
    </message>
</context>
<context>
    <name>bw::desktop::FindingsPanel</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
</context>
<context>
    <name>bw::desktop::FolderDialog</name>
    <message>
        <source>&amp;Attach</source>
        <translation>Anhän&amp;gen</translation>
    </message>
    <message>
        <source>Attach Files of a Folder</source>
        <translation>Dateien eines Ordners anhängen</translation>
    </message>
    <message>
        <source>Files of %1 (there are more than can be listed):</source>
        <translation>Dateien in %1 (es gibt mehr, als sich auflisten lassen):</translation>
    </message>
    <message>
        <source>Files of %1:</source>
        <translation>Dateien in %1:</translation>
    </message>
    <message>
        <source>Files of the folder</source>
        <translation>Dateien des Ordners</translation>
    </message>
    <message>
        <source>%1  (%2)</source>
        <translation>%1  (%2)</translation>
    </message>
    <message>
        <source>Choose A&amp;ll</source>
        <translation>Alle &amp;wählen</translation>
    </message>
    <message>
        <source>Choose &amp;None</source>
        <translation>&amp;Keine wählen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1.</source>
        <translation>
            <numerusform>%n Datei, %1.</numerusform>
            <numerusform>%n Dateien, %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>A message takes %1 more files, and %2 together.</source>
        <translation>Eine Nachricht fasst noch %1 Dateien und insgesamt %2.</translation>
    </message>
    <message>
        <source>There is no file in it that can be sent.</source>
        <translation>Darin gibt es keine Datei, die sich senden lässt.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::KeyDialog</name>
    <message>
        <source>Use Claude</source>
        <translation>Claude verwenden</translation>
    </message>
    <message>
        <source>A key is there. Builds with a Claude model can start.</source>
        <translation>Ein Schlüssel ist da. Builds mit einem Claude-Modell können beginnen.</translation>
    </message>
    <message>
        <source>There is no key yet.</source>
        <translation>Es gibt noch keinen Schlüssel.</translation>
    </message>
    <message>
        <source>Line for the environment</source>
        <translation>Zeile für die Umgebung</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Use E2B</source>
        <translation>E2B verwenden</translation>
    </message>
    <message>
        <source>A key is there. Builds can work in a sandbox at E2B.</source>
        <translation>Ein Schlüssel ist da. Builds können in einer Sandbox bei E2B arbeiten.</translation>
    </message>
    <message>
        <source>Make a key in Anthropic&apos;s console.</source>
        <translation>Einen Schlüssel in der Konsole von Anthropic erstellen.</translation>
    </message>
    <message>
        <source>Make a key in E2B&apos;s dashboard.</source>
        <translation>Einen Schlüssel im Dashboard von E2B erstellen.</translation>
    </message>
    <message>
        <source>Buildwright reads the key from the environment when it starts, keeps it in memory only, and never lets it into a sandbox. Put this line with your key into the file that your session reads, such as ~/.profile, log in again and start Buildwright:</source>
        <translation>Buildwright liest den Schlüssel beim Start aus der Umgebung, hält ihn nur im Speicher und lässt ihn nie in eine Sandbox. Diese Zeile mit dem Schlüssel in die Datei schreiben, die die Sitzung liest, etwa ~/.profile, neu anmelden und Buildwright starten:</translation>
    </message>
</context>
<context>
    <name>bw::desktop::Leaving</name>
    <message>
        <source>Builds Are at Work</source>
        <translation>Builds sind in Arbeit</translation>
    </message>
    <message>
        <source>Builds at work: %1. They can go on without the window; starting Buildwright again brings it back.</source>
        <translation>Builds in Arbeit: %1. Sie können ohne das Fenster weiterlaufen; ein neuer Start von Buildwright bringt es zurück.</translation>
    </message>
    <message>
        <source>Keep building</source>
        <translation>Weiterbauen</translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation>Stoppen und beenden</translation>
    </message>
</context>
<context>
    <name>bw::desktop::LimitsDialog</name>
    <message>
        <source>Limits of All Builds</source>
        <translation>Grenzen aller Builds</translation>
    </message>
    <message>
        <source>They hold for all builds and chats together. A build that reaches one waits; nothing of it is lost. An empty field is no limit.</source>
        <translation>Sie gelten für alle Builds und Chats zusammen. Ein Build, der eine erreicht, wartet; nichts davon geht verloren. Ein leeres Feld ist keine Grenze.</translation>
    </message>
    <message>
        <source>&amp;Dollars a day:</source>
        <translation>&amp;Dollar je Tag:</translation>
    </message>
    <message>
        <source>Dollars a &amp;month:</source>
        <translation>Dollar je &amp;Monat:</translation>
    </message>
    <message>
        <source>&amp;Tokens a day:</source>
        <translation>&amp;Tokens je Tag:</translation>
    </message>
    <message>
        <source>T&amp;okens a month:</source>
        <translation>T&amp;okens je Monat:</translation>
    </message>
    <message>
        <source>&amp;Builds that begin in an hour:</source>
        <translation>&amp;Builds, die in einer Stunde beginnen:</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Keine Grenze</translation>
    </message>
    <message>
        <source>Saved in %1</source>
        <translation>In %1 gespeichert</translation>
    </message>
</context>
<context>
    <name>bw::desktop::LogView</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
</context>
<context>
    <name>bw::desktop::MainWindow</name>
    <message>
        <source>Search or run a command</source>
        <translation>Suchen oder einen Befehl ausführen</translation>
    </message>
    <message>
        <source>&amp;Forward</source>
        <translation>Vor&amp;wärts</translation>
    </message>
    <message>
        <source>Bac&amp;k</source>
        <translation>Zu&amp;rück</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>Take Back the Last &amp;Deletion</source>
        <translation>&amp;Gelöschtes zurückholen</translation>
    </message>
    <message>
        <source>%1 – Buildwright</source>
        <translation>%1 – Buildwright</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Builds that were interrupted when Buildwright last ended: %1. Everything up to then is kept; resume goes on.</source>
        <translation>Builds, die mit dem letzten Ende von Buildwright unterbrochen wurden: %1. Alles bis dahin ist erhalten; Fortsetzen macht weiter.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::MeaningPane</name>
    <message>
        <source>What differs</source>
        <translation>Was sich unterscheidet</translation>
    </message>
    <message>
        <source>One of the two cannot be read whole as a specification (line %1: %2). The text shows all lines.</source>
        <translation>Eine der beiden lässt sich nicht ganz als Spezifikation lesen (Zeile %1: %2). Der Text zeigt alle Zeilen.</translation>
    </message>
    <message>
        <source>One of the two cannot be read as a specification (%1). The text shows all lines.</source>
        <translation>Eine der beiden lässt sich nicht als Spezifikation lesen (%1). Der Text zeigt alle Zeilen.</translation>
    </message>
    <message>
        <source>Nothing that is built differs. The text shows which lines do.</source>
        <translation>An dem, was gebaut wird, ändert sich nichts. Der Text zeigt, welche Zeilen abweichen.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more; the text shows all lines.</source>
        <translation>
            <numerusform>und %n weiterer Unterschied; der Text zeigt alle Zeilen.</numerusform>
            <numerusform>und %n weitere Unterschiede; der Text zeigt alle Zeilen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bw::desktop::MentionPopup</name>
    <message>
        <source>What can be pointed at</source>
        <translation>Worauf verwiesen werden kann</translation>
    </message>
    <message>
        <source>%1  (%2)</source>
        <translation>%1  (%2)</translation>
    </message>
</context>
<context>
    <name>bw::desktop::Mentions</name>
    <message>
        <source>chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>specification, version %1</source>
        <translation>Spezifikation, Version %1</translation>
    </message>
    <message>
        <source>feature of %1</source>
        <translation>Funktion von %1</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
</context>
<context>
    <name>bw::desktop::Menus</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>A&amp;lles auswählen</translation>
    </message>
    <message>
        <source>Colours of the &amp;System</source>
        <translation>Farben des S&amp;ystems</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;High Contrast</source>
        <translation>Hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>&amp;System</translation>
    </message>
    <message>
        <source>The language changes when Buildwright is started again.</source>
        <translation>Die Sprache wechselt beim nächsten Start von Buildwright.</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>&amp;Close Window</source>
        <translation>&amp;Fenster schließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Command &amp;Palette…</source>
        <translation>Be&amp;fehlspalette…</translation>
    </message>
    <message>
        <source>Full Sc&amp;reen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>Keyboard &amp;Shortcuts…</source>
        <translation>&amp;Tastenkürzel…</translation>
    </message>
    <message>
        <source>&amp;About Buildwright…</source>
        <translation>Ü&amp;ber Buildwright…</translation>
    </message>
    <message>
        <source>Larger &amp;Text</source>
        <translation>Größere Schrif&amp;t</translation>
    </message>
    <message>
        <source>S&amp;maller Text</source>
        <translation>K&amp;leinere Schrift</translation>
    </message>
    <message>
        <source>&amp;Usual Text</source>
        <translation>Übliche Schr&amp;ift</translation>
    </message>
    <message>
        <source>&amp;Go to…</source>
        <translation>&amp;Gehe zu…</translation>
    </message>
</context>
<context>
    <name>bw::desktop::MergeDialog</name>
    <message>
        <source>&amp;Previous</source>
        <translation>&amp;Vorheriger</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Nächster</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>Conflicts, and what merged by itself</source>
        <translation>Konflikte, und was von selbst zusammenging</translation>
    </message>
    <message>
        <source>The conflict before that is to be chosen (Shift+F7)</source>
        <translation>Der vorige Konflikt, der zu entscheiden ist (Umschalt+F7)</translation>
    </message>
    <message>
        <source>The next conflict that is to be chosen (F7)</source>
        <translation>Der nächste Konflikt, der zu entscheiden ist (F7)</translation>
    </message>
    <message>
        <source>What merged by itself</source>
        <translation>Was von selbst zusammenging</translation>
    </message>
    <message>
        <source>The &amp;result</source>
        <translation>Das &amp;Ergebnis</translation>
    </message>
    <message>
        <source>The result</source>
        <translation>Das Ergebnis</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Everything stays as it is.</source>
        <translation>Alles bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>The two are being compared.</source>
        <translation>Beide werden verglichen.</translation>
    </message>
    <message>
        <source>Both go together. This is what comes of it.</source>
        <translation>Beide passen zusammen. Das kommt dabei heraus.</translation>
    </message>
    <message>
        <source>Every conflict is chosen.</source>
        <translation>Jeder Konflikt ist entschieden.</translation>
    </message>
    <message>
        <source>Both sides changed the same places. Choose for each what shall stand.</source>
        <translation>Beide Seiten haben dieselben Stellen geändert. Für jede wählen, was gelten soll.</translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) still to be chosen</source>
        <translation>
            <numerusform>noch %n Konflikt zu entscheiden</numerusform>
            <numerusform>noch %n Konflikte zu entscheiden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bw::desktop::MergeModel</name>
    <message>
        <source>Lines of text</source>
        <translation>Textzeilen</translation>
    </message>
    <message>
        <source>Conflict %1</source>
        <translation>Konflikt %1</translation>
    </message>
    <message>
        <source>to be chosen</source>
        <translation>zu wählen</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>eigene</translation>
    </message>
    <message>
        <source>theirs</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beide</translation>
    </message>
    <message>
        <source>taken from mine</source>
        <translation>von der eigenen genommen</translation>
    </message>
    <message>
        <source>taken from theirs</source>
        <translation>von der anderen genommen</translation>
    </message>
    <message>
        <source>… to be chosen: %1 …
</source>
        <translation>… zu wählen: %1 …
</translation>
    </message>
</context>
<context>
    <name>bw::desktop::Navigation</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>bw::desktop::NeedsPanel</name>
    <message>
        <source>Review of the design</source>
        <translation>Durchsicht des Entwurfs</translation>
    </message>
    <message>
        <source>Review of the feature list</source>
        <translation>Durchsicht der Funktionsliste</translation>
    </message>
    <message>
        <source>Review of the progress</source>
        <translation>Durchsicht des Fortschritts</translation>
    </message>
    <message>
        <source>Review before packaging</source>
        <translation>Durchsicht vor der Verpackung</translation>
    </message>
    <message>
        <source>Send &amp;Back</source>
        <translation>Zurück&amp;weisen</translation>
    </message>
    <message>
        <source>What the build needs from you</source>
        <translation>Was der Build zur Entscheidung vorlegt</translation>
    </message>
    <message>
        <source>What is to be reviewed</source>
        <translation>Was durchzusehen ist</translation>
    </message>
    <message>
        <source>&amp;Approve</source>
        <translation>Frei&amp;geben</translation>
    </message>
    <message>
        <source>What is wrong, to send it back</source>
        <translation>Was nicht stimmt, zum Zurückweisen</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>&amp;Answer</source>
        <translation>An&amp;tworten</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>Zu entscheiden</translation>
    </message>
    <message>
        <source>Reading what it needs…</source>
        <translation>Liest, was er braucht…</translation>
    </message>
    <message>
        <source>What the build needs from you could not be read</source>
        <translation>Was der Build zur Entscheidung vorlegt, konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
</context>
<context>
    <name>bw::desktop::NodeForm</name>
    <message>
        <source>not said</source>
        <translation>nicht gesagt</translation>
    </message>
    <message>
        <source>ids of other features, with commas</source>
        <translation>Ids anderer Funktionen, mit Kommas</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Depends on</source>
        <translation>Hängt ab von</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Number of features</source>
        <translation>Anzahl der Funktionen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Lines %1 to %2. This section is kept as it is; change it in the text.</source>
        <translation>Zeilen %1 bis %2. Dieser Abschnitt bleibt, wie er ist; er lässt sich im Text ändern.</translation>
    </message>
    <message>
        <source>The specification says nothing of this yet.</source>
        <translation>Davon sagt die Spezifikation noch nichts.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::ObstacleText</name>
    <message>
        <source>There is no key for %1 (%2). The demonstration needs none.</source>
        <translation>Für %1 gibt es keinen Schlüssel (%2). Die Vorführung braucht keinen.</translation>
    </message>
    <message>
        <source>There is no key for E2B (%1). A sandbox on this machine needs none.</source>
        <translation>Für E2B gibt es keinen Schlüssel (%1). Eine Sandbox auf diesem Rechner braucht keinen.</translation>
    </message>
    <message>
        <source>What all your builds may use (%1) is used up. It begins anew on %2.</source>
        <translation>Was alle Builds zusammen verbrauchen dürfen (%1), ist verbraucht. Es beginnt neu am %2.</translation>
    </message>
    <message>
        <source>Where to put a key…</source>
        <translation>Wohin mit einem Schlüssel…</translation>
    </message>
    <message>
        <source>Show the field</source>
        <translation>Feld zeigen</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Open the specification</source>
        <translation>Spezifikation öffnen</translation>
    </message>
    <message>
        <source>Change the limits…</source>
        <translation>Grenzen ändern…</translation>
    </message>
    <message>
        <source>How to mend it…</source>
        <translation>So wird es behoben…</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut nachsehen</translation>
    </message>
</context>
<context>
    <name>bw::desktop::OpenChat</name>
    <message>
        <source>The next message was not sent.</source>
        <translation>Die nächste Nachricht wurde nicht gesendet.</translation>
    </message>
    <message numerus="yes">
        <source>The service did not answer; asking again … %n s</source>
        <translation>
            <numerusform>Der Dienst hat nicht geantwortet; neue Anfrage … %n s</numerusform>
            <numerusform>Der Dienst hat nicht geantwortet; neue Anfrage … %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waiting for the limit of requests … %n s</source>
        <translation>
            <numerusform>Wartet wegen der Grenze für Anfragen … %n s</numerusform>
            <numerusform>Wartet wegen der Grenze für Anfragen … %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waiting for the first words … %n s</source>
        <translation>
            <numerusform>Wartet auf die ersten Worte … %n s</numerusform>
            <numerusform>Wartet auf die ersten Worte … %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Thinking … %n s</source>
        <translation>
            <numerusform>Denkt nach … %n s</numerusform>
            <numerusform>Denkt nach … %n s</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>That could not be done.</source>
        <translation>Das war nicht möglich.</translation>
    </message>
    <message>
        <source>%1 was not attached.</source>
        <translation>%1 wurde nicht angehängt.</translation>
    </message>
    <message>
        <source>The file was not taken off.</source>
        <translation>Die Datei wurde nicht abgenommen.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::OpenSpec</name>
    <message>
        <source>The specification was not saved. Your text is kept.</source>
        <translation>Die Spezifikation wurde nicht gespeichert. Der Text ist erhalten.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::OutlineForm</name>
    <message>
        <source>what it does</source>
        <translation>was sie tut</translation>
    </message>
    <message>
        <source>column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>New section</source>
        <translation>Neuer Abschnitt</translation>
    </message>
    <message>
        <source>part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>what it is</source>
        <translation>was es ist</translation>
    </message>
    <message>
        <source>New entry</source>
        <translation>Neuer Eintrag</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Add a part</source>
        <translation>Einen Teil hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove this part</source>
        <translation>Diesen Teil entfernen</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Auf</translation>
    </message>
    <message>
        <source>Move the feature up</source>
        <translation>Die Funktion nach oben verschieben</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ab</translation>
    </message>
    <message>
        <source>Move the feature down</source>
        <translation>Die Funktion nach unten verschieben</translation>
    </message>
    <message>
        <source>Outline of the specification</source>
        <translation>Gliederung der Spezifikation</translation>
    </message>
    <message>
        <source>Enter edits, Insert adds, Delete removes, Alt+Up and Alt+Down move a feature.</source>
        <translation>Die Eingabetaste bearbeitet, Einfg fügt hinzu, Entf entfernt, Alt+Auf und Alt+Ab verschieben eine Funktion.</translation>
    </message>
    <message>
        <source>&amp;Feature</source>
        <translation>&amp;Funktion</translation>
    </message>
    <message>
        <source>&amp;Entry</source>
        <translation>&amp;Eintrag</translation>
    </message>
    <message>
        <source>&amp;Table</source>
        <translation>&amp;Tabelle</translation>
    </message>
    <message>
        <source>&amp;Page</source>
        <translation>&amp;Seite</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Gruppe</translation>
    </message>
    <message>
        <source>New feature</source>
        <translation>Neue Funktion</translation>
    </message>
    <message>
        <source>New feature %1</source>
        <translation>Neue Funktion %1</translation>
    </message>
    <message>
        <source>new_table</source>
        <translation>neue_tabelle</translation>
    </message>
    <message>
        <source>New page</source>
        <translation>Neue Seite</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
</context>
<context>
    <name>bw::desktop::Places</name>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Specification, version %1</source>
        <translation>Spezifikation, Version %1</translation>
    </message>
    <message>
        <source>Build, %1</source>
        <translation>Build, %1</translation>
    </message>
</context>
<context>
    <name>bw::desktop::RecentMenu</name>
    <message>
        <source>&amp;Forget These</source>
        <translation>Diese &amp;vergessen</translation>
    </message>
    <message>
        <source>Type the name of what was open</source>
        <translation>Namen von etwas eingeben, das offen war</translation>
    </message>
    <message>
        <source>Nothing that was open has such a name.</source>
        <translation>Nichts, das offen war, heißt so.</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>Z&amp;uletzt geöffnet</translation>
    </message>
</context>
<context>
    <name>bw::desktop::SandboxDialog</name>
    <message>
        <source>Local Sandbox</source>
        <translation>Lokale Sandbox</translation>
    </message>
    <message>
        <source>Look Again</source>
        <translation>Erneut nachsehen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Sandboxes can be made on this machine.</source>
        <translation>Auf diesem Rechner lassen sich Sandboxen erstellen.</translation>
    </message>
    <message>
        <source>Agents work inside them and see nothing of your files.</source>
        <translation>Agenten arbeiten darin und sehen nichts von den eigenen Dateien.</translation>
    </message>
    <message>
        <source>No sandbox can be made on this machine: %1.</source>
        <translation>Auf diesem Rechner lässt sich keine Sandbox erstellen: %1.</translation>
    </message>
    <message>
        <source>Until then builds can work at E2B, which needs a key.</source>
        <translation>Bis dahin können Builds bei E2B arbeiten; das braucht einen Schlüssel.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::ServerDialog</name>
    <message>
        <source>Use a Local Server</source>
        <translation>Lokalen Server verwenden</translation>
    </message>
    <message>
        <source>Requests go to this address in place of api.anthropic.com. The server has to speak the Messages API.</source>
        <translation>Anfragen gehen an diese Adresse statt an api.anthropic.com. Der Server muss die Messages-API sprechen.</translation>
    </message>
    <message>
        <source>Name of the model there</source>
        <translation>Name des Modells dort</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>A&amp;dresse:</translation>
    </message>
    <message>
        <source>&amp;Model:</source>
        <translation>&amp;Modell:</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Without an address requests go to api.anthropic.com.</source>
        <translation>Ohne Adresse gehen Anfragen an api.anthropic.com.</translation>
    </message>
    <message>
        <source>This is no address. It begins with http:// or https://.</source>
        <translation>Das ist keine Adresse. Sie beginnt mit http:// oder https://.</translation>
    </message>
    <message>
        <source>Saved in %1</source>
        <translation>In %1 gespeichert</translation>
    </message>
</context>
<context>
    <name>bw::desktop::ShortcutsDialog</name>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>&amp;New shortcut:</source>
        <translation>&amp;Neues Tastenkürzel:</translation>
    </message>
    <message>
        <source>New shortcut</source>
        <translation>Neues Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Set</source>
        <translation>Über&amp;nehmen</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>The usual shortcut is back.</source>
        <translation>Das übliche Tastenkürzel gilt wieder.</translation>
    </message>
    <message>
        <source>%1 has this shortcut already. Choose another one, or change that first.</source>
        <translation>%1 hat dieses Tastenkürzel schon. Ein anderes wählen oder jenes zuerst ändern.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::SourceEdit</name>
    <message>
        <source>Line numbers</source>
        <translation>Zeilennummern</translation>
    </message>
    <message>
        <source>Text of the specification</source>
        <translation>Text der Spezifikation</translation>
    </message>
    <message>
        <source>Ctrl+] and Ctrl+[ move lines to the right and to the left.</source>
        <translation>Strg+] und Strg+[ rücken Zeilen nach rechts und nach links.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecActions</name>
    <message>
        <source>Specification with its history (*.bwspec)</source>
        <translation>Spezifikation mit ihrer Geschichte (*.bwspec)</translation>
    </message>
    <message>
        <source>XML-like text (*.xml)</source>
        <translation>XML-artiger Text (*.xml)</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Start &amp;Build…</source>
        <translation>&amp;Build starten…</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Umbenennen…</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>Open Its &amp;Chat</source>
        <translation>Zugehörigen &amp;Chat öffnen</translation>
    </message>
    <message>
        <source>Re&amp;vert to Saved</source>
        <translation>Änderungen &amp;verwerfen</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>No specification was made.</source>
        <translation>Es wurde keine Spezifikation erstellt.</translation>
    </message>
    <message>
        <source>There is no text on the clipboard.</source>
        <translation>In der Zwischenablage ist kein Text.</translation>
    </message>
    <message>
        <source>from the clipboard</source>
        <translation>aus der Zwischenablage</translation>
    </message>
    <message>
        <source>Import Specifications</source>
        <translation>Spezifikationen importieren</translation>
    </message>
    <message>
        <source>Specifications (*.bwspec *.md *.markdown *.xml *.txt)</source>
        <translation>Spezifikationen (*.bwspec *.md *.markdown *.xml *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 was not imported.</source>
        <translation>%1 wurde nicht importiert.</translation>
    </message>
    <message>
        <source>Imported: %1</source>
        <translation>Importiert: %1</translation>
    </message>
    <message>
        <source>The specification was not duplicated.</source>
        <translation>Die Spezifikation wurde nicht dupliziert.</translation>
    </message>
    <message>
        <source>Rename Specification</source>
        <translation>Spezifikation umbenennen</translation>
    </message>
    <message>
        <source>Name of the specification:</source>
        <translation>Name der Spezifikation:</translation>
    </message>
    <message>
        <source>The specification was not renamed.</source>
        <translation>Die Spezifikation wurde nicht umbenannt.</translation>
    </message>
    <message>
        <source>The specification was not deleted.</source>
        <translation>Die Spezifikation wurde nicht gelöscht.</translation>
    </message>
    <message>
        <source>“%1” was deleted.</source>
        <translation>„%1“ wurde gelöscht.</translation>
    </message>
    <message>
        <source>The specification was not taken back.</source>
        <translation>Die Spezifikation wurde nicht zurückgeholt.</translation>
    </message>
    <message>
        <source>What was not saved is taken out.</source>
        <translation>Was nicht gespeichert war, ist verworfen.</translation>
    </message>
    <message>
        <source>Export Specification</source>
        <translation>Spezifikation exportieren</translation>
    </message>
    <message>
        <source>The specification was not exported.</source>
        <translation>Die Spezifikation wurde nicht exportiert.</translation>
    </message>
    <message>
        <source>Saved as %1, without what is not saved here yet</source>
        <translation>Gespeichert als %1, ohne das hier noch nicht Gespeicherte</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>Set Pro&amp;ject…</source>
        <translation>Pro&amp;jekt festlegen…</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Set Project</source>
        <translation>Projekt festlegen</translation>
    </message>
    <message>
        <source>The specification belongs to:</source>
        <translation>Die Spezifikation gehört zu:</translation>
    </message>
    <message>
        <source>The project was not set.</source>
        <translation>Das Projekt wurde nicht festgelegt.</translation>
    </message>
    <message>
        <source>Version %1 was saved elsewhere: merge it or keep yours first.</source>
        <translation>Version %1 wurde anderswo gespeichert: zuerst zusammenführen oder den eigenen Text behalten.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecComparison</name>
    <message>
        <source>Feature</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>Stack</source>
        <translation>Technik</translation>
    </message>
    <message>
        <source>Data model</source>
        <translation>Datenmodell</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>Gestaltung</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Criterion</source>
        <translation>Kriterium</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Number of features</source>
        <translation>Anzahl der Funktionen</translation>
    </message>
    <message>
        <source>Feature %1</source>
        <translation>Funktion %1</translation>
    </message>
    <message>
        <source>Group %1 (%2)</source>
        <translation>Gruppe %1 (%2)</translation>
    </message>
    <message>
        <source>Section %1</source>
        <translation>Abschnitt %1</translation>
    </message>
    <message>
        <source>no group</source>
        <translation>keine Gruppe</translation>
    </message>
    <message>
        <source>in another order</source>
        <translation>in anderer Reihenfolge</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>von %1 nach %2</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Verschoben</translation>
    </message>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>%n hinzugefügt</numerusform>
            <numerusform>%n hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n removed</source>
        <translation>
            <numerusform>%n entfernt</numerusform>
            <numerusform>%n entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n geändert</numerusform>
            <numerusform>%n geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n moved</source>
        <translation>
            <numerusform>%n verschoben</numerusform>
            <numerusform>%n verschoben</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing that is built differs; the text does.</source>
        <translation>An dem, was gebaut wird, ändert sich nichts; am Text schon.</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) added</source>
        <translation>
            <numerusform>%n Zeile hinzugefügt</numerusform>
            <numerusform>%n Zeilen hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) removed</source>
        <translation>
            <numerusform>%n Zeile entfernt</numerusform>
            <numerusform>%n Zeilen entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>you</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>wizard</source>
        <translation>Assistent</translation>
    </message>
    <message>
        <source>import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecDelegate</name>
    <message>
        <source>not saved</source>
        <translation>nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecDetail</name>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Geschichte</translation>
    </message>
    <message numerus="yes">
        <source>%n errors</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Open its chat</source>
        <translation>Zugehörigen Chat öffnen</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>● Not saved, after version %1</source>
        <translation>● Nicht gespeichert, nach Version %1</translation>
    </message>
    <message>
        <source>Changed %1</source>
        <translation>Geändert %1</translation>
    </message>
    <message>
        <source>The chat wrote version %1 while you edited version %2. Both are kept.</source>
        <translation>Der Chat schrieb Version %1, während Version %2 bearbeitet wurde. Beide sind erhalten.</translation>
    </message>
    <message>
        <source>Version %1 was saved elsewhere while you edited version %2. Both are kept.</source>
        <translation>Version %1 wurde anderswo gespeichert, während Version %2 bearbeitet wurde. Beide sind erhalten.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecDiffView</name>
    <message>
        <source>&amp;Meaning</source>
        <translation>&amp;Bedeutung</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>&amp;Text</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>What was added, removed, changed and moved</source>
        <translation>Was hinzukam, wegfiel, geändert und verschoben wurde</translation>
    </message>
    <message>
        <source>The lines that differ</source>
        <translation>Die Zeilen, die abweichen</translation>
    </message>
    <message>
        <source>The difference before this one (Shift+F7)</source>
        <translation>Der Unterschied davor (Umschalt+F7)</translation>
    </message>
    <message>
        <source>The next difference (F7)</source>
        <translation>Der nächste Unterschied (F7)</translation>
    </message>
    <message>
        <source>The two are the same, to the letter.</source>
        <translation>Beide sind gleich, bis auf den letzten Buchstaben.</translation>
    </message>
    <message>
        <source>Previous difference</source>
        <translation>Vorheriger Unterschied</translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation>Nächster Unterschied</translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecEditor</name>
    <message>
        <source>The text cannot be read, so this is the outline as it was. %1</source>
        <translation>Der Text lässt sich nicht lesen, darum ist dies die Gliederung von vorher. %1</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>Keine Probleme</translation>
    </message>
    <message>
        <source>Line %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>XML-like</source>
        <translation>XML-artig</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Nothing to mend in this line</source>
        <translation>In dieser Zeile gibt es nichts zu beheben</translation>
    </message>
    <message numerus="yes">
        <source>%n errors</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>The text cannot be read. %1</source>
        <translation>Der Text lässt sich nicht lesen. %1</translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecEditorActions</name>
    <message>
        <source>R&amp;eplace…</source>
        <translation>Ersetze&amp;n…</translation>
    </message>
    <message>
        <source>Find &amp;Next</source>
        <translation>Weitersu&amp;chen</translation>
    </message>
    <message>
        <source>Find Pre&amp;vious</source>
        <translation>Rückwärts suc&amp;hen</translation>
    </message>
    <message>
        <source>Next Pro&amp;blem</source>
        <translation>Nächstes Pro&amp;blem</translation>
    </message>
    <message>
        <source>Previous Prob&amp;lem</source>
        <translation>&amp;Vorheriges Problem</translation>
    </message>
    <message>
        <source>&amp;Mend This Line…</source>
        <translation>Diese &amp;Zeile beheben…</translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecHistory</name>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Save &amp;As…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Start &amp;Build…</source>
        <translation>&amp;Build starten…</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>The space bar marks a version; two marked ones are compared.</source>
        <translation>Die Leertaste markiert eine Version; zwei markierte werden verglichen.</translation>
    </message>
    <message>
        <source>Choose a specification to see its versions.</source>
        <translation>Eine Spezifikation wählen, um ihre Versionen zu sehen.</translation>
    </message>
    <message>
        <source>Go to the Specifications</source>
        <translation>Zu den Spezifikationen</translation>
    </message>
    <message>
        <source>%1 was deleted. Its versions are kept for 30 days.</source>
        <translation>%1 wurde gelöscht. Die Versionen bleiben 30 Tage lang erhalten.</translation>
    </message>
    <message>
        <source>Take It Back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>This specification is not there any more.</source>
        <translation>Diese Spezifikation gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>Version %1, the first</source>
        <translation>Version %1, die erste</translation>
    </message>
    <message>
        <source>From version %1 to version %2</source>
        <translation>Von Version %1 zu Version %2</translation>
    </message>
    <message>
        <source>This is the newest version.</source>
        <translation>Dies ist die neueste Version.</translation>
    </message>
    <message>
        <source>Makes a new version of version %1; nothing is lost.</source>
        <translation>Macht aus Version %1 eine neue Version; nichts geht verloren.</translation>
    </message>
    <message>
        <source>The text of version %1</source>
        <translation>Der Text von Version %1</translation>
    </message>
    <message>
        <source>Fills in the start sheet with version %1</source>
        <translation>Füllt das Startblatt mit Version %1 aus</translation>
    </message>
    <message>
        <source>Version %1 was not restored.</source>
        <translation>Version %1 wurde nicht wiederhergestellt.</translation>
    </message>
    <message>
        <source>The version before was not restored.</source>
        <translation>Die Version davor wurde nicht wiederhergestellt.</translation>
    </message>
    <message>
        <source>Version %1 is version %2 now.</source>
        <translation>Version %1 ist jetzt Version %2.</translation>
    </message>
    <message>
        <source>The specification was not taken back.</source>
        <translation>Die Spezifikation wurde nicht zurückgeholt.</translation>
    </message>
    <message>
        <source>The version could not be read.</source>
        <translation>Die Version konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Copied version %1</source>
        <translation>Version %1 kopiert</translation>
    </message>
    <message>
        <source>Save Version %1</source>
        <translation>Version %1 speichern</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>XML (*.xml)</source>
        <translation>XML (*.xml)</translation>
    </message>
    <message>
        <source>With its whole history (*.bwspec)</source>
        <translation>Mit ihrer ganzen Geschichte (*.bwspec)</translation>
    </message>
    <message>
        <source>As it stands (*)</source>
        <translation>So, wie sie dasteht (*)</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>The version was not saved.</source>
        <translation>Die Version wurde nicht gespeichert.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecHistoryModel</name>
    <message>
        <source>version %1 again</source>
        <translation>noch einmal Version %1</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message numerus="yes">
        <source>%n feature(s)</source>
        <translation>
            <numerusform>%n Funktion</numerusform>
            <numerusform>%n Funktionen</numerusform>
        </translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecListModel</name>
    <message>
        <source>%1
Changed %2</source>
        <translation>%1
Geändert %2</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecOpening</name>
    <message>
        <source>Import Specification</source>
        <translation>Spezifikation importieren</translation>
    </message>
    <message numerus="yes">
        <source>%1 holds “%2” with %n versions. Put it into your library?</source>
        <translation>
            <numerusform>%1 enthält „%2“ mit %n Version. In die Bibliothek aufnehmen?</numerusform>
            <numerusform>%1 enthält „%2“ mit %n Versionen. In die Bibliothek aufnehmen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>&amp;New Specification</source>
        <translation>&amp;Neue Spezifikation</translation>
    </message>
    <message>
        <source>New from Cli&amp;pboard</source>
        <translation>Neu aus der Z&amp;wischenablage</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren…</translation>
    </message>
    <message>
        <source>The file was not opened.</source>
        <translation>Die Datei wurde nicht geöffnet.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecOutlineModel</name>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Other Sections</source>
        <translation>Andere Abschnitte</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Funktionen</translation>
    </message>
    <message>
        <source>Technology</source>
        <translation>Technik</translation>
    </message>
    <message>
        <source>Data Model</source>
        <translation>Datenmodell</translation>
    </message>
    <message>
        <source>Endpoints</source>
        <translation>Endpunkte</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>Gestaltung</translation>
    </message>
    <message>
        <source>Priorities</source>
        <translation>Prioritäten</translation>
    </message>
    <message>
        <source>Success Criteria</source>
        <translation>Erfolgskriterien</translation>
    </message>
    <message>
        <source>(nameless)</source>
        <translation>(namenlos)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecPanel</name>
    <message>
        <source>Specification</source>
        <translation>Spezifikation</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>Zu&amp;rücksetzen</translation>
    </message>
    <message>
        <source>&amp;Write the Specification</source>
        <translation>Spezifikati&amp;on schreiben</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Save as Fi&amp;le…</source>
        <translation>Als Da&amp;tei speichern…</translation>
    </message>
    <message>
        <source>Start B&amp;uild…</source>
        <translation>Bui&amp;ld starten…</translation>
    </message>
    <message>
        <source>Text of the specification</source>
        <translation>Text der Spezifikation</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Number of features</source>
        <translation>Anzahl der Funktionen</translation>
    </message>
    <message>
        <source> features</source>
        <translation> Funktionen</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>being written, %1</source>
        <translation>wird geschrieben, %1</translation>
    </message>
    <message>
        <source>Line %1: %2 The text is kept; edit it or have it written again.</source>
        <translation>Zeile %1: %2 Der Text ist erhalten; er lässt sich bearbeiten oder neu schreiben.</translation>
    </message>
    <message>
        <source>%1 The text is kept; edit it or have it written again.</source>
        <translation>%1 Der Text ist erhalten; er lässt sich bearbeiten oder neu schreiben.</translation>
    </message>
    <message>
        <source>It was interrupted. What had come is kept.</source>
        <translation>Es wurde unterbrochen. Was gekommen war, ist erhalten.</translation>
    </message>
    <message>
        <source>The specification is not whole yet.</source>
        <translation>Die Spezifikation ist noch nicht vollständig.</translation>
    </message>
    <message>
        <source>&amp;Write It Again</source>
        <translation>&amp;Neu schreiben</translation>
    </message>
    <message>
        <source>Its own guess: %1, %2. %3</source>
        <translation>Eigene Einschätzung: %1, %2. %3</translation>
    </message>
    <message>
        <source>Co&amp;mpare…</source>
        <translation>&amp;Vergleichen…</translation>
    </message>
    <message>
        <source>Mer&amp;ge…</source>
        <translation>Zusa&amp;mmenführen…</translation>
    </message>
    <message>
        <source>What had come is kept.</source>
        <translation>Was gekommen war, ist erhalten.</translation>
    </message>
    <message>
        <source>You changed the specification meanwhile, and the two do not go together. Yours stands in the library; this one waits here until you choose.</source>
        <translation>Die Spezifikation wurde inzwischen von Hand geändert, und beide passen nicht zusammen. Die eigene steht in der Bibliothek; diese wartet hier auf eine Entscheidung.</translation>
    </message>
    <message>
        <source>What differs from the version before</source>
        <translation>Was sich gegenüber der Version davor unterscheidet</translation>
    </message>
    <message>
        <source>There is no version before this one.</source>
        <translation>Eine Version davor gibt es nicht.</translation>
    </message>
    <message>
        <source>&amp;Open in Specifications</source>
        <translation>In Spezi&amp;fikationen öffnen</translation>
    </message>
    <message>
        <source>Save to Li&amp;brary</source>
        <translation>In Bibliothek sp&amp;eichern</translation>
    </message>
    <message>
        <source>Writing it costs about %1.</source>
        <translation>Sie zu schreiben kostet etwa %1.</translation>
    </message>
    <message>
        <source>It is larger than 500 kB: building it takes long and costs much.</source>
        <translation>Sie ist größer als 500 kB: sie zu bauen dauert lange und kostet viel.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecTexts</name>
    <message>
        <source>by you</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>from a chat</source>
        <translation>aus einem Chat</translation>
    </message>
    <message>
        <source>from the wizard</source>
        <translation>aus dem Assistenten</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>from a template</source>
        <translation>aus einer Vorlage</translation>
    </message>
    <message>
        <source>by the model</source>
        <translation>vom Modell</translation>
    </message>
    <message>
        <source>with errors</source>
        <translation>mit Fehlern</translation>
    </message>
    <message numerus="yes">
        <source>%n features</source>
        <translation>
            <numerusform>%n Funktion</numerusform>
            <numerusform>%n Funktionen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecsPage</name>
    <message>
        <source>There is no specification yet: write one, or drop a file here.</source>
        <translation>Es gibt noch keine Spezifikation: eine schreiben oder eine Datei hier ablegen.</translation>
    </message>
    <message>
        <source>New Specification</source>
        <translation>Neue Spezifikation</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Specifications</source>
        <translation>Spezifikationen</translation>
    </message>
    <message>
        <source>Last changed</source>
        <translation>Zuletzt geändert</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Search specifications</source>
        <translation>Spezifikation suchen</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>Show all specifications</source>
        <translation>Alle Spezifikationen anzeigen</translation>
    </message>
    <message>
        <source>Saved as version %1</source>
        <translation>Gespeichert als Version %1</translation>
    </message>
    <message>
        <source>Unsaved text is kept only until Buildwright ends.</source>
        <translation>Nicht Gespeichertes bleibt nur erhalten, bis Buildwright endet.</translation>
    </message>
    <message>
        <source>Choose a specification from the list.</source>
        <translation>Eine Spezifikation aus der Liste wählen.</translation>
    </message>
    <message>
        <source>This specification was deleted. It can be taken back for 30 days.</source>
        <translation>Diese Spezifikation wurde gelöscht und lässt sich 30 Tage lang zurückholen.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>This specification is not there any more.</source>
        <translation>Diese Spezifikation gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Specification</source>
        <translation>Spezifikation</translation>
    </message>
    <message>
        <source>S&amp;ort by:</source>
        <translation>S&amp;ortieren nach:</translation>
    </message>
</context>
<context>
    <name>bw::desktop::StartActions</name>
    <message>
        <source>Open a Specification</source>
        <translation>Spezifikation öffnen</translation>
    </message>
    <message>
        <source>&amp;New Build…</source>
        <translation>&amp;Neuer Build…</translation>
    </message>
    <message>
        <source>&amp;Open Specification…</source>
        <translation>Spezifikation &amp;öffnen…</translation>
    </message>
    <message>
        <source>&amp;Demonstration…</source>
        <translation>&amp;Vorführung…</translation>
    </message>
    <message>
        <source>Use Cl&amp;aude…</source>
        <translation>&amp;Claude verwenden…</translation>
    </message>
    <message>
        <source>Use a &amp;Local Server…</source>
        <translation>&amp;Lokalen Server verwenden…</translation>
    </message>
    <message>
        <source>Use &amp;E2B…</source>
        <translation>&amp;E2B verwenden…</translation>
    </message>
    <message>
        <source>Local Sandbo&amp;x…</source>
        <translation>Lokale Sandbo&amp;x…</translation>
    </message>
    <message>
        <source>L&amp;imits of All Builds…</source>
        <translation>Grenzen aller Build&amp;s…</translation>
    </message>
</context>
<context>
    <name>bw::desktop::StartChoices</name>
    <message>
        <source>the specification</source>
        <translation>die Spezifikation</translation>
    </message>
    <message>
        <source>choose a file</source>
        <translation>eine Datei wählen</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>eine solche Datei gibt es nicht</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>cost unknown</source>
        <translation>Kosten unbekannt</translation>
    </message>
    <message>
        <source>%1, %2 to %3 minutes</source>
        <translation>%1, %2 bis %3 Minuten</translation>
    </message>
    <message>
        <source>%1, by earlier builds on this machine</source>
        <translation>%1, nach früheren Builds auf diesem Rechner</translation>
    </message>
    <message>
        <source>%1, a rough guess without earlier builds</source>
        <translation>%1, eine grobe Schätzung ohne frühere Builds</translation>
    </message>
    <message>
        <source>what to build</source>
        <translation>was gebaut werden soll</translation>
    </message>
    <message>
        <source>choose a template</source>
        <translation>eine Vorlage wählen</translation>
    </message>
    <message>
        <source>describe the application</source>
        <translation>die Anwendung beschreiben</translation>
    </message>
    <message>
        <source>where the zip is copied to</source>
        <translation>wohin das Zip kopiert wird</translation>
    </message>
    <message>
        <source>a file in a folder that exists and may be written</source>
        <translation>eine Datei in einem Ordner, den es gibt und der beschreibbar ist</translation>
    </message>
    <message>
        <source>dollars a day</source>
        <translation>Dollar je Tag</translation>
    </message>
    <message>
        <source>dollars a month</source>
        <translation>Dollar je Monat</translation>
    </message>
    <message>
        <source>tokens a day</source>
        <translation>Tokens je Tag</translation>
    </message>
    <message>
        <source>tokens a month</source>
        <translation>Tokens je Monat</translation>
    </message>
</context>
<context>
    <name>bw::desktop::StartFields</name>
    <message>
        <source>an amount of dollars such as 5 or 0.50</source>
        <translation>ein Betrag in Dollar wie 5 oder 0,50</translation>
    </message>
    <message>
        <source>a whole number such as 2000000</source>
        <translation>eine ganze Zahl wie 2000000</translation>
    </message>
    <message>
        <source>whole minutes, 1 at least</source>
        <translation>ganze Minuten, mindestens 1</translation>
    </message>
    <message>
        <source>a size such as 512M or 4G</source>
        <translation>eine Größe wie 512M oder 4G</translation>
    </message>
    <message>
        <source>a whole number from 1 to %1</source>
        <translation>eine ganze Zahl von 1 bis %1</translation>
    </message>
</context>
<context>
    <name>bw::desktop::StartForms</name>
    <message>
        <source>Low</source>
        <translation>Gering</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Very high</source>
        <translation>Sehr hoch</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>Höchster</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Archives (*.zip)</source>
        <translation>Archive (*.zip)</translation>
    </message>
    <message>
        <source>Specifications (*.md *.xml *.txt *.bwspec)</source>
        <translation>Spezifikationen (*.md *.xml *.txt *.bwspec)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>bw::desktop::StartOptions</name>
    <message>
        <source>The default model</source>
        <translation>Das Standardmodell</translation>
    </message>
    <message>
        <source>As the service has it</source>
        <translation>Wie beim Dienst</translation>
    </message>
    <message>
        <source>&amp;Project:</source>
        <translation>&amp;Projekt:</translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation>Auf diesem Rechner</translation>
    </message>
    <message>
        <source>At E2B</source>
        <translation>Bei E2B</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Package registries</source>
        <translation>Paketquellen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>As the specification says</source>
        <translation>Wie in der Spezifikation</translation>
    </message>
    <message>
        <source>Simple</source>
        <translation>Einfach</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Produktion</translation>
    </message>
    <message>
        <source>By specification and tier</source>
        <translation>Nach Spezifikation und Stufe</translation>
    </message>
    <message>
        <source>&amp;Model:</source>
        <translation>&amp;Modell:</translation>
    </message>
    <message>
        <source>&amp;Effort:</source>
        <translation>&amp;Aufwand:</translation>
    </message>
    <message>
        <source>&amp;Where:</source>
        <translation>&amp;Wo:</translation>
    </message>
    <message>
        <source>&amp;Network:</source>
        <translation>&amp;Netz:</translation>
    </message>
    <message>
        <source>B&amp;udget in dollars:</source>
        <translation>B&amp;udget in Dollar:</translation>
    </message>
    <message>
        <source>&amp;Tier:</source>
        <translation>S&amp;tufe:</translation>
    </message>
    <message>
        <source>&amp;Features:</source>
        <translation>&amp;Funktionen:</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Feature list</source>
        <translation>Funktionsliste</translation>
    </message>
    <message>
        <source>Before packaging</source>
        <translation>Vor der Verpackung</translation>
    </message>
    <message>
        <source>Not between features</source>
        <translation>Nicht zwischen Funktionen</translation>
    </message>
    <message>
        <source>Every </source>
        <translation>Alle </translation>
    </message>
    <message>
        <source> verified features</source>
        <translation> geprüfte Funktionen</translation>
    </message>
    <message>
        <source>Wait after so many verified features</source>
        <translation>Nach so vielen geprüften Funktionen warten</translation>
    </message>
    <message>
        <source>Wait for me at:</source>
        <translation>Zur Freigabe warten bei:</translation>
    </message>
    <message>
        <source>No ceiling</source>
        <translation>Keine Obergrenze</translation>
    </message>
    <message>
        <source>Strict</source>
        <translation>Streng</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Permissive</source>
        <translation>Großzügig</translation>
    </message>
    <message>
        <source>Co&amp;mmands it may run:</source>
        <translation>Erlaubte Befeh&amp;le:</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>&amp;Try again after a failure:</source>
        <translation>Nach Fehlschlag neu &amp;versuchen:</translation>
    </message>
    <message>
        <source>P&amp;lace in the queue:</source>
        <translation>Plat&amp;z in der Warteschlange:</translation>
    </message>
    <message>
        <source>A&amp;ddress of the model:</source>
        <translation>A&amp;dresse des Modells:</translation>
    </message>
    <message>
        <source>Planning:</source>
        <translation>Planung:</translation>
    </message>
    <message>
        <source>planning</source>
        <translation>die Planung</translation>
    </message>
    <message>
        <source>Writing code:</source>
        <translation>Code schreiben:</translation>
    </message>
    <message>
        <source>writing code</source>
        <translation>das Schreiben von Code</translation>
    </message>
    <message>
        <source>Verifying:</source>
        <translation>Prüfung:</translation>
    </message>
    <message>
        <source>verifying</source>
        <translation>die Prüfung</translation>
    </message>
    <message>
        <source>Reviewing:</source>
        <translation>Durchsicht:</translation>
    </message>
    <message>
        <source>reviewing</source>
        <translation>die Durchsicht</translation>
    </message>
    <message>
        <source>The model of the build</source>
        <translation>Das Modell des Builds</translation>
    </message>
    <message>
        <source>Effort of the build</source>
        <translation>Aufwand des Builds</translation>
    </message>
    <message>
        <source>Model for %1</source>
        <translation>Modell für %1</translation>
    </message>
    <message>
        <source>Effort for %1</source>
        <translation>Aufwand für %1</translation>
    </message>
    <message>
        <source>Whole build:</source>
        <translation>Ganzer Build:</translation>
    </message>
    <message>
        <source>Each phase:</source>
        <translation>Je Phase:</translation>
    </message>
    <message>
        <source>Each feature:</source>
        <translation>Je Funktion:</translation>
    </message>
    <message>
        <source>Sandbox:</source>
        <translation>Sandbox:</translation>
    </message>
    <message>
        <source>At E2B:</source>
        <translation>Bei E2B:</translation>
    </message>
    <message>
        <source>Nowhere</source>
        <translation>Nirgendwohin</translation>
    </message>
    <message>
        <source>Copy the zip to</source>
        <translation>Zip kopieren nach</translation>
    </message>
    <message>
        <source>Copy the Zip to</source>
        <translation>Zip kopieren nach</translation>
    </message>
    <message>
        <source>Copy the zip to:</source>
        <translation>Zip kopieren nach:</translation>
    </message>
    <message>
        <source>F&amp;ewer Options</source>
        <translation>Weniger &amp;Optionen</translation>
    </message>
    <message>
        <source>M&amp;ore Options</source>
        <translation>Mehr &amp;Optionen</translation>
    </message>
</context>
<context>
    <name>bw::desktop::StartSheet</name>
    <message>
        <source>New Build</source>
        <translation>Neuer Build</translation>
    </message>
    <message>
        <source>A link from outside filled this in. Nothing starts before you say so.</source>
        <translation>Ein Link von außen hat dies ausgefüllt. Ohne Zustimmung beginnt nichts.</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Prognose</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Expected: %1.</source>
        <translation>Voraussichtlich: %1.</translation>
    </message>
    <message>
        <source>Demonstration: recorded answers, no AI, nothing is paid.</source>
        <translation>Vorführung: aufgezeichnete Antworten, keine KI, nichts wird bezahlt.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Wird gestartet…</translation>
    </message>
    <message>
        <source>Working out the forecast…</source>
        <translation>Prognose wird berechnet…</translation>
    </message>
    <message>
        <source>No forecast yet.</source>
        <translation>Noch keine Prognose.</translation>
    </message>
</context>
<context>
    <name>bw::desktop::StartSource</name>
    <message>
        <source>Choose a Specification</source>
        <translation>Spezifikation wählen</translation>
    </message>
    <message>
        <source>&amp;Build from:</source>
        <translation>&amp;Bauen aus:</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
    <message>
        <source>A template</source>
        <translation>Eine Vorlage</translation>
    </message>
    <message>
        <source>A specification in a file</source>
        <translation>Eine Spezifikation in einer Datei</translation>
    </message>
    <message>
        <source>A description</source>
        <translation>Eine Beschreibung</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Path of the specification</source>
        <translation>Pfad der Spezifikation</translation>
    </message>
    <message>
        <source>Markdown, XML-like text or .bwspec</source>
        <translation>Markdown, XML-artiger Text oder .bwspec</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>What should it do, and for whom?</source>
        <translation>Was soll sie tun, und für wen?</translation>
    </message>
    <message>
        <source>A specification of the library</source>
        <translation>Eine Spezifikation der Bibliothek</translation>
    </message>
    <message>
        <source>%1, version %2</source>
        <translation>%1, Version %2</translation>
    </message>
    <message>
        <source>made from the description</source>
        <translation>aus der Beschreibung</translation>
    </message>
</context>
<context>
    <name>bw::desktop::StatePanel</name>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
</context>
<context>
    <name>bw::desktop::StatusArea</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>%1 wird geöffnet…</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>buildwright build (pid %1) is at work here</source>
        <translation>buildwright build (Prozess %1) arbeitet hier</translation>
    </message>
    <message>
        <source>The data directory cannot be used</source>
        <translation>Der Datenordner ist nicht verwendbar</translation>
    </message>
    <message>
        <source>Data directory: %1</source>
        <translation>Datenordner: %1</translation>
    </message>
</context>
<context>
    <name>bw::desktop::StatusTexts</name>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>This machine has a network.</source>
        <translation>Dieser Rechner hat ein Netz.</translation>
    </message>
    <message>
        <source>This machine reaches the network through the proxy of its environment.</source>
        <translation>Dieser Rechner erreicht das Netz über den Proxy aus seiner Umgebung.</translation>
    </message>
    <message>
        <source>No network</source>
        <translation>Kein Netz</translation>
    </message>
    <message>
        <source>This machine has no network. Reading, searching and editing go on; builds and answers wait until it is back.</source>
        <translation>Dieser Rechner hat kein Netz. Lesen, Suchen und Bearbeiten gehen weiter; Builds und Antworten warten, bis es wieder da ist.</translation>
    </message>
    <message>
        <source>Requests go to %1.</source>
        <translation>Anfragen gehen an %1.</translation>
    </message>
    <message>
        <source>Claude</source>
        <translation>Claude</translation>
    </message>
    <message>
        <source>A key for Claude is there.</source>
        <translation>Ein Schlüssel für Claude ist da.</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Kein Schlüssel</translation>
    </message>
    <message>
        <source>There is no key for Claude. The demonstration needs none.</source>
        <translation>Für Claude gibt es keinen Schlüssel. Die Vorführung braucht keinen.</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>Sandbox</translation>
    </message>
    <message>
        <source>Sandboxes can be made on this machine.</source>
        <translation>Auf diesem Rechner lassen sich Sandboxen erstellen.</translation>
    </message>
    <message>
        <source>No sandbox</source>
        <translation>Keine Sandbox</translation>
    </message>
    <message>
        <source>No sandbox can be made on this machine.</source>
        <translation>Auf diesem Rechner lässt sich keine Sandbox erstellen.</translation>
    </message>
    <message>
        <source>E2B</source>
        <translation>E2B</translation>
    </message>
    <message>
        <source>A key for E2B is there.</source>
        <translation>Ein Schlüssel für E2B ist da.</translation>
    </message>
    <message>
        <source>No key for E2B</source>
        <translation>Kein Schlüssel für E2B</translation>
    </message>
    <message>
        <source>There is no key for sandboxes at E2B.</source>
        <translation>Für Sandboxen bei E2B gibt es keinen Schlüssel.</translation>
    </message>
    <message>
        <source>Today %1</source>
        <translation>Heute %1</translation>
    </message>
    <message>
        <source>What all builds and chats cost today. There is no limit.</source>
        <translation>Was alle Builds und Chats heute kosten. Es gibt keine Grenze.</translation>
    </message>
    <message>
        <source>Today %1 of %2</source>
        <translation>Heute %1 von %2</translation>
    </message>
    <message>
        <source>What all builds and chats cost today, and the limit of a day.</source>
        <translation>Was alle Builds und Chats heute kosten, und die Grenze eines Tages.</translation>
    </message>
    <message>
        <source>The limit of the day is used up: builds wait until tomorrow.</source>
        <translation>Die Grenze des Tages ist erreicht: Builds warten bis morgen.</translation>
    </message>
    <message>
        <source>Builds at work: %1</source>
        <translation>Builds in Arbeit: %1</translation>
    </message>
    <message>
        <source>Waiting for you: %1</source>
        <translation>Zu entscheiden: %1</translation>
    </message>
    <message>
        <source>Shows the builds.</source>
        <translation>Zeigt die Builds.</translation>
    </message>
    <message>
        <source>No build at work</source>
        <translation>Kein Build in Arbeit</translation>
    </message>
</context>
<context>
    <name>bw::desktop::TextDiffModel</name>
    <message numerus="yes">
        <source>%n more line(s) differ and are not shown. Save both versions to compare all of them.</source>
        <translation>
            <numerusform>%n weitere Zeile weicht ab und wird nicht angezeigt. Beide Versionen speichern, um alle zu vergleichen.</numerusform>
            <numerusform>%n weitere Zeilen weichen ab und werden nicht angezeigt. Beide Versionen speichern, um alle zu vergleichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>Line %1, now %2</source>
        <translation>Zeile %1, jetzt %2</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>removed, line %1: %2</source>
        <translation>entfernt, Zeile %1: %2</translation>
    </message>
    <message>
        <source>added, line %1: %2</source>
        <translation>hinzugefügt, Zeile %1: %2</translation>
    </message>
</context>
<context>
    <name>bw::desktop::TextDiffPane</name>
    <message>
        <source>Lines that differ</source>
        <translation>Abweichende Zeilen</translation>
    </message>
</context>
<context>
    <name>bw::desktop::Transcript</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Thoughts</source>
        <translation>Gedanken</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Code, %1</source>
        <translation>Code, %1</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Code kopieren</translation>
    </message>
</context>
<context>
    <name>bw::desktop::Welcome</name>
    <message>
        <source>Nothing has been built yet. Choose how to begin.</source>
        <translation>Noch wurde nichts gebaut. Wie soll es beginnen?</translation>
    </message>
    <message>
        <source>See a demonstration</source>
        <translation>Eine Vorführung ansehen</translation>
    </message>
    <message>
        <source>Recorded answers, a real sandbox; no key, no cost.</source>
        <translation>Aufgezeichnete Antworten, echte Sandbox; kostenlos.</translation>
    </message>
    <message>
        <source>Use Claude</source>
        <translation>Claude verwenden</translation>
    </message>
    <message>
        <source>With a key of your own from Anthropic.</source>
        <translation>Mit einem eigenen Schlüssel von Anthropic.</translation>
    </message>
    <message>
        <source>Use a local server</source>
        <translation>Einen lokalen Server verwenden</translation>
    </message>
    <message>
        <source>Any server that speaks the Messages API.</source>
        <translation>Jeder Server, der die Messages-API spricht.</translation>
    </message>
</context>
<context>
    <name>bw::usertext</name>
    <message>
        <source>A defect of Buildwright: {detail}. Nothing that was saved is lost; please report it with the log.</source>
        <translation>Ein Fehler in Buildwright: {detail}. Nichts Gespeichertes ist verloren; bitte mit dem Protokoll melden.</translation>
    </message>
    <message>
        <source>Stopped, as asked. What was done is kept.</source>
        <translation>Gestoppt, wie gewünscht. Was getan ist, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Not valid: {what}. {remedy}</source>
        <translation>Nicht gültig: {what}. {remedy}</translation>
    </message>
    <message>
        <source>There is no {kind} &quot;{name}&quot;. Lists show what there is.</source>
        <translation>Nicht vorhanden: {kind} „{name}“. Listen zeigen, was es gibt.</translation>
    </message>
    <message>
        <source>&quot;{name}&quot; fits more than one {kind}: {matches}. Give more characters.</source>
        <translation>Nicht eindeutig ({kind}): „{name}“ passt auf {matches}. Mehr Zeichen angeben.</translation>
    </message>
    <message>
        <source>Not supported: {what}. Nothing was done; see --help for what there is.</source>
        <translation>Nicht unterstützt: {what}. Es wurde nichts getan; --help zeigt, was es gibt.</translation>
    </message>
    <message>
        <source>{what} took longer than {limit} and was ended. What was done before is kept; try again, or raise the limit.</source>
        <translation>{what} dauerte länger als {limit} und wurde beendet. Was vorher getan war, ist erhalten; noch einmal versuchen oder die Grenze anheben.</translation>
    </message>
    <message>
        <source>This cannot be done while it is &quot;{state}&quot;. Possible now: {possible}.</source>
        <translation>Das geht nicht, solange der Stand „{state}“ ist. Jetzt möglich: {possible}.</translation>
    </message>
    <message>
        <source>Cannot read {path}: {why}. Check the path and its permissions.</source>
        <translation>{path} ist nicht lesbar: {why}. Den Pfad und seine Rechte prüfen.</translation>
    </message>
    <message>
        <source>Cannot write {path}: {why}. Check the path and its permissions; nothing there was changed.</source>
        <translation>{path} ist nicht beschreibbar: {why}. Den Pfad und seine Rechte prüfen; dort wurde nichts geändert.</translation>
    </message>
    <message>
        <source>No space is left for {path}. What was saved before is kept; free some space and resume.</source>
        <translation>Für {path} ist kein Platz mehr. Was vorher gespeichert wurde, ist erhalten; Platz schaffen und fortsetzen.</translation>
    </message>
    <message>
        <source>The data directory {path} is in use by process {pid}. Reading still works; to write, end that process or choose another directory with --data.</source>
        <translation>Der Datenordner {path} wird von Prozess {pid} benutzt. Lesen geht weiterhin; zum Schreiben jenen Prozess beenden oder mit --data einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The data directory {path} cannot be used: {why}. Make it writable, or choose another with --data.</source>
        <translation>Der Datenordner {path} ist nicht verwendbar: {why}. Ihn beschreibbar machen oder mit --data einen anderen wählen.</translation>
    </message>
    <message>
        <source>The database {path} was written by a newer Buildwright (version {found}, this one knows {supported}). Nothing was touched; update Buildwright.</source>
        <translation>Die Datenbank {path} stammt von einem neueren Buildwright (Version {found}, dieses kennt {supported}). Nichts wurde angerührt; Buildwright aktualisieren.</translation>
    </message>
    <message>
        <source>The database {path} is damaged: {why}. Nothing was changed; run &quot;buildwright doctor&quot;, or put back a backup copy.</source>
        <translation>Die Datenbank {path} ist beschädigt: {why}. Nichts wurde geändert; „buildwright doctor“ ausführen oder eine Sicherungskopie zurückspielen.</translation>
    </message>
    <message>
        <source>The database could not do its work: {why}. What was committed before is kept; run &quot;buildwright doctor&quot;.</source>
        <translation>Die Datenbank konnte nicht arbeiten: {why}. Was vorher geschrieben war, ist erhalten; „buildwright doctor“ ausführen.</translation>
    </message>
    <message>
        <source>{path}, line {line}: {key}: {why}. The entry was ignored and the default is used.</source>
        <translation>{path}, Zeile {line}: {key}: {why}. Der Eintrag wurde übergangen, es gilt die Vorgabe.</translation>
    </message>
    <message>
        <source>{host} cannot be reached: {why}. Check the connection; the work is kept.</source>
        <translation>{host} ist nicht erreichbar: {why}. Die Verbindung prüfen; die Arbeit ist erhalten.</translation>
    </message>
    <message>
        <source>{host} did not answer within {limit}. Try again later; the work is kept.</source>
        <translation>{host} hat nicht innerhalb von {limit} geantwortet. Später noch einmal versuchen; die Arbeit ist erhalten.</translation>
    </message>
    <message>
        <source>The connection to {host} broke before the answer was complete. Try again; the work is kept.</source>
        <translation>Die Verbindung zu {host} brach ab, bevor die Antwort vollständig war. Noch einmal versuchen; die Arbeit ist erhalten.</translation>
    </message>
    <message>
        <source>{host} gave an answer that is not valid: {why}. Check the address of the service.</source>
        <translation>{host} gab eine ungültige Antwort: {why}. Die Adresse des Dienstes prüfen.</translation>
    </message>
    <message>
        <source>{what} is larger than allowed ({limit}). Make it smaller.</source>
        <translation>{what} ist größer als erlaubt ({limit}). Bitte verkleinern.</translation>
    </message>
    <message>
        <source>{service} did not accept the key. Check the key and try again.</source>
        <translation>{service} hat den Schlüssel nicht angenommen. Den Schlüssel prüfen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>There is no key for {service}. Set {variable}, or try --model demo, which needs none.</source>
        <translation>Für {service} gibt es keinen Schlüssel. {variable} setzen oder --model demo ausprobieren, das keinen braucht.</translation>
    </message>
    <message>
        <source>{service} does not permit this: {why}. Check what the key may do.</source>
        <translation>{service} erlaubt dies nicht: {why}. Prüfen, was der Schlüssel darf.</translation>
    </message>
    <message>
        <source>{service} asks for slower requests. The build waits and goes on by itself.</source>
        <translation>{service} bittet um langsamere Anfragen. Der Build wartet und geht von selbst weiter.</translation>
    </message>
    <message>
        <source>The account at {service} has reached its own spending limit. Raise it there, then resume; the work is kept.</source>
        <translation>Das Konto bei {service} hat seine eigene Ausgabengrenze erreicht. Sie dort anheben, dann fortsetzen; die Arbeit ist erhalten.</translation>
    </message>
    <message>
        <source>{service} is overloaded. The build waits and goes on by itself.</source>
        <translation>{service} ist überlastet. Der Build wartet und geht von selbst weiter.</translation>
    </message>
    <message>
        <source>{service} failed with status {status}: {why}. Try again later; the work is kept.</source>
        <translation>{service} meldet Fehler mit Status {status}: {why}. Später noch einmal versuchen; die Arbeit ist erhalten.</translation>
    </message>
    <message>
        <source>{service} rejected the request: {why}. The same request would never work; check model and options.</source>
        <translation>{service} hat die Anfrage abgelehnt: {why}. Dieselbe Anfrage würde nie angenommen; Modell und Optionen prüfen.</translation>
    </message>
    <message>
        <source>The model &quot;{model}&quot; is not known there. Choose another with --model.</source>
        <translation>Das Modell „{model}“ ist dort nicht bekannt. Mit --model ein anderes wählen.</translation>
    </message>
    <message>
        <source>{service} failed several times in a row and is left alone for a moment. Try again in a minute.</source>
        <translation>{service} ist mehrmals hintereinander ausgefallen und bleibt eine Weile in Ruhe. In einer Minute noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{model} declined: {why}. Change the specification, or choose another model.</source>
        <translation>{model} hat abgelehnt: {why}. Die Spezifikation ändern oder ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>The recording &quot;{recording}&quot; has no further answer. What was built is kept; go on with another model.</source>
        <translation>Die Aufzeichnung „{recording}“ hat keine weitere Antwort. Was gebaut wurde, ist erhalten; mit einem anderen Modell fortsetzen.</translation>
    </message>
    <message>
        <source>The recording &quot;{recording}&quot; belongs to another specification than &quot;{spec}&quot;. Choose the one it was made for, or another model.</source>
        <translation>Die Aufzeichnung „{recording}“ gehört zu einer anderen Spezifikation als „{spec}“. Die passende wählen oder ein anderes Modell.</translation>
    </message>
    <message>
        <source>The recording &quot;{recording}&quot; is not valid, line {line}: {why}. Nothing was built; see docs/recordings.md for its form.</source>
        <translation>Die Aufzeichnung „{recording}“ ist nicht gültig, Zeile {line}: {why}. Nichts wurde gebaut; ihre Form steht in docs/recordings.md.</translation>
    </message>
    <message>
        <source>The budget ({ceiling}) does not leave enough: {worst_case} would be needed. No call was made; the work is kept. Raise the ceiling and resume.</source>
        <translation>Das Budget ({ceiling}) reicht nicht: {worst_case} würden gebraucht. Es gab keinen Aufruf; die Arbeit ist erhalten. Die Obergrenze anheben und fortsetzen.</translation>
    </message>
    <message>
        <source>The price of &quot;{model}&quot; is not known, so a ceiling in dollars cannot be kept. Use --budget-tokens or --time-limit.</source>
        <translation>Der Preis von „{model}“ ist nicht bekannt, eine Obergrenze in Dollar lässt sich nicht einhalten. --budget-tokens oder --time-limit verwenden.</translation>
    </message>
    <message>
        <source>No sandbox can be made: {why}. Nothing was started. {remedy}</source>
        <translation>Es lässt sich keine Sandbox erstellen: {why}. Nichts wurde begonnen. {remedy}</translation>
    </message>
    <message>
        <source>The sandbox {sandbox} does not answer any more. The newest checkpoint is kept; resume goes on from it.</source>
        <translation>Die Sandbox {sandbox} antwortet nicht mehr. Der neueste Sicherungspunkt ist erhalten; Fortsetzen macht dort weiter.</translation>
    </message>
    <message>
        <source>The sandbox failed: {why}. The newest checkpoint is kept; resume goes on from it.</source>
        <translation>Die Sandbox ist ausgefallen: {why}. Der neueste Sicherungspunkt ist erhalten; Fortsetzen macht dort weiter.</translation>
    </message>
    <message>
        <source>The program &quot;{tool}&quot; is missing. {remedy}</source>
        <translation>Das Programm „{tool}“ fehlt. {remedy}</translation>
    </message>
    <message>
        <source>A limit was reached: {limit} ({value}). Raise it by option or setting if the work needs more.</source>
        <translation>Eine Grenze wurde erreicht: {limit} ({value}). Braucht die Arbeit mehr, lässt sie sich mit Option oder Einstellung anheben.</translation>
    </message>
    <message>
        <source>{path}, line {line}: {why}. Nothing was built; correct the file.</source>
        <translation>{path}, Zeile {line}: {why}. Nichts wurde gebaut; die Datei berichtigen.</translation>
    </message>
    <message>
        <source>{path} says nothing to build. Describe at least one feature.</source>
        <translation>{path} enthält nichts zu bauen. Mindestens eine Funktion beschreiben.</translation>
    </message>
    <message>
        <source>The archive cannot hold this: {what}. Largest: {names}. {remedy}</source>
        <translation>Das fasst das Archiv nicht: {what}. Am größten: {names}. {remedy}</translation>
    </message>
    <message>
        <source>The archive is not valid: {why}. Nothing of it was taken.</source>
        <translation>Das Archiv ist nicht gültig: {why}. Nichts davon wurde übernommen.</translation>
    </message>
    <message>
        <source>This is a recording: it can only be told what it offers. Add a key for Claude, or a local server (setting model.base_url), to go on in your own words; what you wrote is kept as a draft.</source>
        <translation>Dies ist eine Aufzeichnung: ihr lässt sich nur sagen, was sie anbietet. Mit einem Schlüssel für Claude oder einem lokalen Server (Einstellung model.base_url) geht es in eigenen Worten weiter; der geschriebene Text bleibt erhalten.</translation>
    </message>
    <message>
        <source>There is no key for {service}. Set {variable}, or use --sandbox local, which needs none.</source>
        <translation>Für {service} gibt es keinen Schlüssel. {variable} setzen oder --sandbox local verwenden, das keinen braucht.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>It starts by itself; stop it if you do not want it.</source>
        <translation>Er beginnt von selbst; wer ihn nicht will, stoppt ihn.</translation>
    </message>
    <message>
        <source>The sandbox is being made; nothing to do.</source>
        <translation>Die Sandbox entsteht; nichts zu tun.</translation>
    </message>
    <message>
        <source>Watch the log, pause it or stop it.</source>
        <translation>Das Protokoll verfolgen, pausieren oder stoppen.</translation>
    </message>
    <message>
        <source>Resume to go on.</source>
        <translation>Fortsetzen macht weiter.</translation>
    </message>
    <message>
        <source>Read the design, then approve it or send it back.</source>
        <translation>Den Entwurf lesen, dann freigeben oder zurückweisen.</translation>
    </message>
    <message>
        <source>Read the feature list, then approve it or send it back.</source>
        <translation>Die Funktionsliste lesen, dann freigeben oder zurückweisen.</translation>
    </message>
    <message>
        <source>Look at the progress, then approve it or send it back.</source>
        <translation>Den Fortschritt ansehen, dann freigeben oder zurückweisen.</translation>
    </message>
    <message>
        <source>Look at what was built, then approve it or send it back.</source>
        <translation>Das Gebaute ansehen, dann freigeben oder zurückweisen.</translation>
    </message>
    <message>
        <source>Answer the question to go on.</source>
        <translation>Die Frage beantworten, dann geht es weiter.</translation>
    </message>
    <message>
        <source>Resume goes on from the newest checkpoint.</source>
        <translation>Fortsetzen macht ab dem neuesten Sicherungspunkt weiter.</translation>
    </message>
    <message>
        <source>Save the zip.</source>
        <translation>Das Zip speichern.</translation>
    </message>
    <message>
        <source>Read the end of the log, then resume; what was built can be saved.</source>
        <translation>Das Ende des Protokolls lesen, dann fortsetzen; was gebaut wurde, lässt sich speichern.</translation>
    </message>
    <message>
        <source>waiting in the queue</source>
        <translation>wartet in der Warteschlange</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>beginnt</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>waits for your review of the design</source>
        <translation>wartet auf die Durchsicht des Entwurfs</translation>
    </message>
    <message>
        <source>waits for your review of the feature list</source>
        <translation>wartet auf die Durchsicht der Funktionsliste</translation>
    </message>
    <message>
        <source>waits for your review of the progress</source>
        <translation>wartet auf die Durchsicht des Fortschritts</translation>
    </message>
    <message>
        <source>waits for your review of the release</source>
        <translation>wartet auf die Durchsicht vor der Verpackung</translation>
    </message>
    <message>
        <source>waits for your answer</source>
        <translation>wartet auf eine Antwort</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>Planning</source>
        <translation>Planung</translation>
    </message>
    <message>
        <source>Implementing</source>
        <translation>Umsetzung</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Packaging</source>
        <translation>Verpackung</translation>
    </message>
    <message>
        <source>unverified</source>
        <translation>ungeprüft</translation>
    </message>
    <message>
        <source>partly verified</source>
        <translation>teilweise geprüft</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>stale: changed since it was verified</source>
        <translation>veraltet: seit der Prüfung geändert</translation>
    </message>
    <message>
        <source>needs you: no command can prove it</source>
        <translation>zu entscheiden: kein Befehl kann es nachweisen</translation>
    </message>
    <message>
        <source>accepted by you</source>
        <translation>ohne Nachweis angenommen</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>Other builds are running; it starts when one has ended.</source>
        <translation>Andere Builds laufen; er beginnt, sobald einer endet.</translation>
    </message>
    <message>
        <source>As many builds as may begin within an hour have begun; it starts by itself (setting limits.builds_per_hour).</source>
        <translation>Es haben so viele Builds begonnen, wie es in einer Stunde sein dürfen; er beginnt von selbst (Einstellung limits.builds_per_hour).</translation>
    </message>
    <message>
        <source>The tokens of the day are used up; it starts by itself the next day (setting limits.tokens_per_day).</source>
        <translation>Die Tokens des Tages sind verbraucht; er beginnt von selbst am nächsten Tag (Einstellung limits.tokens_per_day).</translation>
    </message>
    <message>
        <source>The tokens of the month are used up; it starts by itself the next month (setting limits.tokens_per_month).</source>
        <translation>Die Tokens des Monats sind verbraucht; er beginnt von selbst im nächsten Monat (Einstellung limits.tokens_per_month).</translation>
    </message>
    <message>
        <source>The money of the day is used up; it starts by itself the next day (setting limits.usd_per_day).</source>
        <translation>Das Geld des Tages ist verbraucht; er beginnt von selbst am nächsten Tag (Einstellung limits.usd_per_day).</translation>
    </message>
    <message>
        <source>The money of the month is used up; it starts by itself the next month (setting limits.usd_per_month).</source>
        <translation>Das Geld des Monats ist verbraucht; er beginnt von selbst im nächsten Monat (Einstellung limits.usd_per_month).</translation>
    </message>
    <message>
        <source>As many calls as may be made within a minute have been made (setting limits.requests_per_minute).</source>
        <translation>Es gab so viele Aufrufe, wie es in einer Minute sein dürfen (Einstellung limits.requests_per_minute).</translation>
    </message>
    <message>
        <source>It goes on in another sandbox, from its newest checkpoint.</source>
        <translation>Es geht in einer anderen Sandbox weiter, ab dem neuesten Sicherungspunkt.</translation>
    </message>
    <message>
        <source>Stopped by you. The workspace is kept; resume goes on.</source>
        <translation>Von Hand gestoppt. Der Arbeitsbereich ist erhalten; Fortsetzen macht weiter.</translation>
    </message>
    <message>
        <source>It goes on when you have looked. Waiting costs nothing.</source>
        <translation>Nach der Durchsicht geht es weiter. Warten kostet nichts.</translation>
    </message>
    <message>
        <source>It goes on when you have answered. Waiting costs nothing.</source>
        <translation>Nach der Antwort geht es weiter. Warten kostet nichts.</translation>
    </message>
    <message>
        <source>The program ended while it was building. Everything up to then is kept; resume goes on.</source>
        <translation>Das Programm endete, während es baute. Alles bis dahin ist erhalten; Fortsetzen macht weiter.</translation>
    </message>
    <message>
        <source>A ceiling of the budget does not leave enough to go on. The work is kept; raise the ceiling and resume.</source>
        <translation>Eine Obergrenze des Budgets lässt nicht genug übrig. Die Arbeit ist erhalten; die Obergrenze anheben und fortsetzen.</translation>
    </message>
    <message>
        <source>The time limit was reached. The work is kept.</source>
        <translation>Die Zeitgrenze wurde erreicht. Die Arbeit ist erhalten.</translation>
    </message>
    <message>
        <source>The agent repeated itself without progress. The work is kept; look at the log, then resume.</source>
        <translation>Der Agent wiederholte sich ohne Fortschritt. Die Arbeit ist erhalten; das Protokoll ansehen, dann fortsetzen.</translation>
    </message>
    <message>
        <source>Not every feature was proved. The archive is marked incomplete.</source>
        <translation>Nicht jede Funktion wurde nachgewiesen. Das Archiv ist als unvollständig gekennzeichnet.</translation>
    </message>
    <message>
        <source>Everything that a command can prove is proved. Some features need you to look at them: accept them, or reject them with what is wrong.</source>
        <translation>Alles, was ein Befehl nachweisen kann, ist nachgewiesen. Einige Funktionen muss ein Mensch ansehen: annehmen, oder zurückweisen mit dem, was nicht stimmt.</translation>
    </message>
    <message>
        <source>The planning session gave no features.</source>
        <translation>Die Planung ergab keine Funktionen.</translation>
    </message>
    <message>
        <source>The recording has no further answer for this point of the build.</source>
        <translation>Die Aufzeichnung hat für diese Stelle des Builds keine weitere Antwort.</translation>
    </message>
    <message>
        <source>The key was refused. Nothing was lost; set a valid key and resume.</source>
        <translation>Der Schlüssel wurde abgelehnt. Nichts ist verloren; einen gültigen Schlüssel setzen und fortsetzen.</translation>
    </message>
    <message>
        <source>The service could not be reached. The work is kept; resume when it can.</source>
        <translation>Der Dienst war nicht erreichbar. Die Arbeit ist erhalten; fortsetzen, wenn er es wieder ist.</translation>
    </message>
    <message>
        <source>The sandbox failed. The newest checkpoint is kept.</source>
        <translation>Die Sandbox ist ausgefallen. Der neueste Sicherungspunkt ist erhalten.</translation>
    </message>
    <message>
        <source>The model declined to go on. The work is kept.</source>
        <translation>Das Modell lehnte es ab, weiterzumachen. Die Arbeit ist erhalten.</translation>
    </message>
    <message>
        <source>The data directory could not be written.</source>
        <translation>Der Datenordner war nicht beschreibbar.</translation>
    </message>
    <message>
        <source>A defect of Buildwright ended it; the log says more.</source>
        <translation>Ein Fehler in Buildwright hat ihn beendet; das Protokoll sagt mehr.</translation>
    </message>
    <message>
        <source>there is nothing in it</source>
        <translation>es steht nichts darin</translation>
    </message>
    <message>
        <source>it is larger than 4 MB</source>
        <translation>sie ist größer als 4 MB</translation>
    </message>
    <message>
        <source>this is not UTF-8 text</source>
        <translation>dies ist kein UTF-8-Text</translation>
    </message>
    <message>
        <source>the tag {} does not fit: it is not opened, or not closed</source>
        <translation>das Tag {} passt nicht: es ist nicht geöffnet oder nicht geschlossen</translation>
    </message>
    <message>
        <source>no features were found (a list below a heading that speaks of features, or &lt;feature&gt; elements)</source>
        <translation>es wurden keine Funktionen gefunden (eine Liste unter einer Überschrift, die von Features spricht, oder &lt;feature&gt;-Elemente)</translation>
    </message>
    <message>
        <source>the application has no name</source>
        <translation>die Anwendung hat keinen Namen</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no tier: simple, standard or production</source>
        <translation>„{}“ ist keine Stufe: simple, standard oder production</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no number of features</source>
        <translation>„{}“ ist keine Anzahl von Funktionen</translation>
    </message>
    <message>
        <source>the id &quot;{}&quot; is taken by a feature above</source>
        <translation>die Id „{}“ gehört schon einer Funktion weiter oben</translation>
    </message>
    <message>
        <source>the same feature stands above: {}</source>
        <translation>dieselbe Funktion steht weiter oben: {}</translation>
    </message>
    <message>
        <source>it depends on &quot;{}&quot;, which is no feature</source>
        <translation>sie hängt von „{}“ ab, das keine Funktion ist</translation>
    </message>
    <message>
        <source>it depends on itself (&quot;{}&quot;)</source>
        <translation>sie hängt von sich selbst ab („{}“)</translation>
    </message>
    <message>
        <source>there is nothing in the group &quot;{}&quot;</source>
        <translation>in der Gruppe „{}“ steht nichts</translation>
    </message>
    <message>
        <source>the data model has no table for the endpoint {}</source>
        <translation>das Datenmodell hat keine Tabelle für den Endpunkt {}</translation>
    </message>
    <message>
        <source>tier and number of features do not fit together: {}</source>
        <translation>Stufe und Anzahl der Funktionen passen nicht zusammen: {}</translation>
    </message>
    <message>
        <source>more features are listed than are aimed at (aim, listed): {}</source>
        <translation>es sind mehr Funktionen aufgeführt als angestrebt (angestrebt, aufgeführt): {}</translation>
    </message>
    <message>
        <source>it is very long ({} kB): models read the end of it less well</source>
        <translation>sie ist sehr lang ({} kB): Modelle lesen das Ende weniger gut</translation>
    </message>
    <message>
        <source>the file is no JSON ({}): it may be cut off; export it again</source>
        <translation>die Datei ist kein JSON ({}): sie ist vielleicht abgeschnitten; neu exportieren</translation>
    </message>
    <message>
        <source>the member &quot;{}&quot; with the number of the format is missing: it is no .bwspec file</source>
        <translation>das Feld „{}“ mit der Nummer des Formats fehlt: es ist keine .bwspec-Datei</translation>
    </message>
    <message>
        <source>it has format {}, which a newer Buildwright wrote: update</source>
        <translation>sie hat Format {}, das ein neueres Buildwright schrieb: aktualisieren</translation>
    </message>
    <message>
        <source>{} has the wrong type: see the description of the format</source>
        <translation>{} hat den falschen Typ: siehe die Beschreibung des Formats</translation>
    </message>
    <message>
        <source>{} has a value that is not possible: mend or remove it</source>
        <translation>{} hat einen unmöglichen Wert: berichtigen oder entfernen</translation>
    </message>
    <message>
        <source>{} holds no specification: it needs a member &quot;source&quot;</source>
        <translation>{} enthält keine Spezifikation: ein Feld „source“ wird gebraucht</translation>
    </message>
    <message>
        <source>Give it the id &quot;{}&quot;</source>
        <translation>Die Id „{}“ geben</translation>
    </message>
    <message>
        <source>Remove the feature: {}</source>
        <translation>Funktion entfernen: {}</translation>
    </message>
    <message>
        <source>Remove the dependency on &quot;{}&quot;</source>
        <translation>Abhängigkeit von „{}“ entfernen</translation>
    </message>
    <message>
        <source>Remove the group &quot;{}&quot;</source>
        <translation>Gruppe „{}“ entfernen</translation>
    </message>
    <message>
        <source>Add the table &quot;{}&quot;</source>
        <translation>Tabelle „{}“ hinzufügen</translation>
    </message>
    <message>
        <source>Set the tier to {}</source>
        <translation>Stufe auf {} setzen</translation>
    </message>
    <message>
        <source>Aim at {} features</source>
        <translation>{} Funktionen anstreben</translation>
    </message>
    <message>
        <source>specification</source>
        <translation>Spezifikation</translation>
    </message>
    <message>
        <source>build</source>
        <translation>Build</translation>
    </message>
    <message>
        <source>checkpoint</source>
        <translation>Sicherungspunkt</translation>
    </message>
    <message>
        <source>template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>feature</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>data_directory</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <source>path or process</source>
        <translation>Pfad oder Prozess</translation>
    </message>
    <message>
        <source>sandbox</source>
        <translation>Sandbox</translation>
    </message>
    <message>
        <source>shell</source>
        <translation>Shell</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>wartet in der Warteschlange</translation>
    </message>
    <message>
        <source>initializing</source>
        <translation>beginnt</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>answering</source>
        <translation>es wird geantwortet</translation>
    </message>
    <message>
        <source>an empty message</source>
        <translation>eine leere Nachricht</translation>
    </message>
    <message>
        <source>without a queue</source>
        <translation>ohne Warteschlange</translation>
    </message>
    <message>
        <source>the message</source>
        <translation>die Nachricht</translation>
    </message>
    <message>
        <source>the number of attachments</source>
        <translation>die Anzahl der Anhänge</translation>
    </message>
    <message>
        <source>all attachments of the message together</source>
        <translation>alle Anhänge der Nachricht zusammen</translation>
    </message>
    <message>
        <source>the conversation with its attachments</source>
        <translation>das Gespräch mit seinen Anhängen</translation>
    </message>
    <message>
        <source>the keyring</source>
        <translation>der Schlüsselbund</translation>
    </message>
    <message>
        <source>keeping keys without a keyring</source>
        <translation>Schlüssel ohne Schlüsselbund aufzuheben</translation>
    </message>
    <message>
        <source>attachment &quot;%1&quot; (PNG, JPEG, GIF, WebP, PDF and UTF-8 text can be sent)</source>
        <translation>Anhang „%1“ (PNG, JPEG, GIF, WebP, PDF und UTF-8-Text lassen sich senden)</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>die Datei ist leer</translation>
    </message>
    <message>
        <source>message %1</source>
        <translation>Nachricht %1</translation>
    </message>
    <message>
        <source>features %1</source>
        <translation>Funktionen %1</translation>
    </message>
    <message>
        <source>processes</source>
        <translation>Prozesse</translation>
    </message>
    <message>
        <source>shells</source>
        <translation>Shells</translation>
    </message>
    <message>
        <source>followed chats</source>
        <translation>verfolgte Chats</translation>
    </message>
    <message>
        <source>request</source>
        <translation>die Anfrage</translation>
    </message>
    <message>
        <source>archive entries</source>
        <translation>die Anzahl der Archiveinträge</translation>
    </message>
    <message>
        <source>archive bytes</source>
        <translation>die Größe des Archivs</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Verzeichnis nicht gefunden</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>keine Berechtigung</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>es ist ein Ordner</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>es ist kein Ordner</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>die Datei gibt es schon</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>der Dateiname ist zu lang</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>kein Platz mehr auf dem Gerät</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>das Dateisystem ist nur lesbar</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Ein-/Ausgabefehler</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>Verbindung abgelehnt</translation>
    </message>
    <message>
        <source>Connection timed out</source>
        <translation>Zeitüberschreitung der Verbindung</translation>
    </message>
    <message>
        <source>Network is unreachable</source>
        <translation>das Netz ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Network unreachable</source>
        <translation>das Netz ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Host unreachable</source>
        <translation>der Rechner ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Host not found</source>
        <translation>der Rechner wurde nicht gefunden</translation>
    </message>
    <message>
        <source>Host %1 not found</source>
        <translation>der Rechner %1 wurde nicht gefunden</translation>
    </message>
    <message>
        <source>nobody listens</source>
        <translation>niemand antwortet dort</translation>
    </message>
    <message>
        <source>closed without an answer</source>
        <translation>ohne Antwort geschlossen</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>unvollständig</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2 is needed</source>
        <translation>eine ganze Zahl von %1 bis %2 wird gebraucht</translation>
    </message>
    <message>
        <source>a whole number from 1 to 1000 is needed</source>
        <translation>eine ganze Zahl von 1 bis 1000 wird gebraucht</translation>
    </message>
    <message>
        <source>a whole number from 1 to 1000000 is needed, or 0</source>
        <translation>eine ganze Zahl von 1 bis 1000000 wird gebraucht, oder 0</translation>
    </message>
    <message>
        <source>a whole number is needed</source>
        <translation>eine ganze Zahl wird gebraucht</translation>
    </message>
    <message>
        <source>one of %1 is needed</source>
        <translation>möglich sind %1</translation>
    </message>
    <message>
        <source>an amount such as 2.50 is needed</source>
        <translation>ein Betrag wie 2.50 wird gebraucht</translation>
    </message>
    <message>
        <source>true or false is needed</source>
        <translation>true oder false wird gebraucht</translation>
    </message>
    <message>
        <source>no quotes are needed here</source>
        <translation>Anführungszeichen gehören hier nicht hin</translation>
    </message>
    <message>
        <source>another kind of value is needed</source>
        <translation>eine andere Art von Wert wird gebraucht</translation>
    </message>
    <message>
        <source>this looks like a key; settings hold no secrets, use the environment or the keyring</source>
        <translation>das sieht wie ein Schlüssel aus; Einstellungen enthalten keine Geheimnisse, dafür gibt es die Umgebung oder den Schlüsselbund</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a host name</source>
        <translation>„%1“ ist kein Rechnername</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not an address</source>
        <translation>„%1“ ist keine Adresse</translation>
    </message>
    <message>
        <source>larger than 1 MB</source>
        <translation>größer als 1 MB</translation>
    </message>
    <message>
        <source>not a JSON object</source>
        <translation>kein JSON-Objekt</translation>
    </message>
    <message>
        <source>invalid JSON at byte %1</source>
        <translation>ungültiges JSON bei Byte %1</translation>
    </message>
    <message>
        <source>invalid JSON</source>
        <translation>ungültiges JSON</translation>
    </message>
    <message>
        <source>1 second to 24 hours</source>
        <translation>1 Sekunde bis 24 Stunden</translation>
    </message>
    <message>
        <source>write the command so that a shell can read it</source>
        <translation>den Befehl so schreiben, dass eine Shell ihn lesen kann</translation>
    </message>
    <message>
        <source>remove generated data from the workspace, or keep it in an excluded folder</source>
        <translation>erzeugte Daten aus dem Arbeitsbereich entfernen oder in einem ausgenommenen Ordner halten</translation>
    </message>
    <message>
        <source>see docs/chat.md</source>
        <translation>siehe docs/chat.md</translation>
    </message>
    <message>
        <source>see docs/events.md</source>
        <translation>siehe docs/events.md</translation>
    </message>
    <message>
        <source>a name of 1 to %1 letters, not &quot;first&quot; or &quot;last&quot;</source>
        <translation>ein Name von 1 bis %1 Buchstaben, nicht „first“ oder „last“</translation>
    </message>
    <message>
        <source>a name of 1 to %1 letters</source>
        <translation>ein Name von 1 bis %1 Buchstaben</translation>
    </message>
    <message>
        <source>a text of 1 to %1 letters</source>
        <translation>ein Text von 1 bis %1 Buchstaben</translation>
    </message>
    <message>
        <source>another name; there is a project of this one</source>
        <translation>ein anderer Name; ein Projekt dieses Namens gibt es schon</translation>
    </message>
    <message>
        <source>a terminal, or a command line of 1 to %1 letters</source>
        <translation>ein Terminal oder eine Befehlszeile von 1 bis %1 Buchstaben</translation>
    </message>
    <message>
        <source>a valid action</source>
        <translation>eine gültige Aktion</translation>
    </message>
    <message>
        <source>a name</source>
        <translation>ein Name</translation>
    </message>
    <message>
        <source>a model id; a recording answers in every role or in none (--model)</source>
        <translation>ein Modell; eine Aufzeichnung antwortet in jeder Rolle oder in keiner (--model)</translation>
    </message>
    <message>
        <source>http:// or https:// and a host</source>
        <translation>http:// oder https:// und ein Rechner</translation>
    </message>
    <message>
        <source>Write something, or attach a file.</source>
        <translation>Etwas schreiben oder eine Datei anhängen.</translation>
    </message>
    <message>
        <source>Write something.</source>
        <translation>Etwas schreiben.</translation>
    </message>
    <message>
        <source>Only messages of your own that were sent can be edited.</source>
        <translation>Nur eigene Nachrichten, die gesendet wurden, lassen sich bearbeiten.</translation>
    </message>
    <message>
        <source>stop, or send: a message that waits for the answer</source>
        <translation>stop, oder send: eine Nachricht, die auf die Antwort wartet</translation>
    </message>
    <message>
        <source>send, until there is a description</source>
        <translation>send, bis es eine Beschreibung gibt</translation>
    </message>
    <message>
        <source>the build has no plan yet: resume it first</source>
        <translation>der Build hat noch keinen Plan: ihn zuerst fortsetzen</translation>
    </message>
    <message>
        <source>the id of a feature</source>
        <translation>die Id einer Funktion</translation>
    </message>
    <message>
        <source>it is %1 already; retry it to have it built anew</source>
        <translation>sie ist schon %1; retry lässt sie neu bauen</translation>
    </message>
    <message>
        <source>--because TEXT: why it is good without a proof</source>
        <translation>--because TEXT: warum sie ohne Nachweis gut ist</translation>
    </message>
    <message>
        <source>no feature waits for you; name the one that you accept</source>
        <translation>keine Funktion wartet; die nennen, die angenommen wird</translation>
    </message>
    <message>
        <source>--because TEXT: the agent has to know what is wrong</source>
        <translation>--because TEXT: der Agent muss wissen, was nicht stimmt</translation>
    </message>
    <message>
        <source>this gate shows nothing that can be edited</source>
        <translation>an dieser Freigabe gibt es nichts zu bearbeiten</translation>
    </message>
    <message>
        <source>the text of the answer</source>
        <translation>der Text der Antwort</translation>
    </message>
    <message>
        <source>this is not JSON any more</source>
        <translation>das ist kein JSON mehr</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>es ist leer</translation>
    </message>
    <message>
        <source>it is not an empty folder</source>
        <translation>es ist kein leerer Ordner</translation>
    </message>
    <message>
        <source>the folder cannot be made</source>
        <translation>der Ordner lässt sich nicht anlegen</translation>
    </message>
    <message>
        <source>it is gone</source>
        <translation>sie ist weg</translation>
    </message>
    <message>
        <source>it belongs to somebody else</source>
        <translation>er gehört jemand anderem</translation>
    </message>
    <message>
        <source>another process owns it</source>
        <translation>er gehört einem anderen Prozess</translation>
    </message>
    <message>
        <source>the owner of the data directory has ended</source>
        <translation>der Besitzer des Datenordners wurde beendet</translation>
    </message>
    <message>
        <source>it does not begin as a database does</source>
        <translation>sie beginnt nicht wie eine Datenbank</translation>
    </message>
    <message>
        <source>an owner has to bring it to version %1 first</source>
        <translation>ein Besitzer muss sie zuerst auf Version %1 bringen</translation>
    </message>
    <message>
        <source>it is not a list of answers; remove it</source>
        <translation>es ist keine Liste von Antworten; sie entfernen</translation>
    </message>
    <message>
        <source>no such specification</source>
        <translation>eine solche Spezifikation gibt es nicht</translation>
    </message>
    <message>
        <source>the file changed while it was read</source>
        <translation>die Datei änderte sich beim Lesen</translation>
    </message>
    <message>
        <source>its processes do not end</source>
        <translation>ihre Prozesse enden nicht</translation>
    </message>
    <message>
        <source>End some (buildwright sandboxes), or correct the setting cloud.tier if your account has more.</source>
        <translation>Einige beenden (buildwright sandboxes), oder die Einstellung cloud.tier berichtigen, wenn das Konto mehr erlaubt.</translation>
    </message>
    <message>
        <source>E2B has no template &quot;%1&quot; for this key</source>
        <translation>E2B hat für diesen Schlüssel keine Vorlage „%1“</translation>
    </message>
    <message>
        <source>Choose another template, or none.</source>
        <translation>Eine andere Vorlage wählen, oder keine.</translation>
    </message>
    <message>
        <source>the template&apos;s daemon is too old (%1)</source>
        <translation>der Dienst der Vorlage ist zu alt (%1)</translation>
    </message>
    <message>
        <source>Build the template again.</source>
        <translation>Die Vorlage neu bauen.</translation>
    </message>
    <message>
        <source>bubblewrap (bwrap) is not installed</source>
        <translation>bubblewrap (bwrap) ist nicht installiert</translation>
    </message>
    <message>
        <source>the program buildwright-sandboxd is missing</source>
        <translation>das Programm buildwright-sandboxd fehlt</translation>
    </message>
    <message>
        <source>install Buildwright completely: buildwright-sandboxd belongs beside it</source>
        <translation>Buildwright vollständig installieren: buildwright-sandboxd gehört daneben</translation>
    </message>
    <message>
        <source>this kernel has no system call filters (seccomp)</source>
        <translation>dieser Kernel hat keine Systemaufruffilter (seccomp)</translation>
    </message>
    <message>
        <source>use a kernel with CONFIG_SECCOMP_FILTER=y, as every distribution ships it</source>
        <translation>einen Kernel mit CONFIG_SECCOMP_FILTER=y verwenden, wie ihn jede Distribution liefert</translation>
    </message>
    <message>
        <source>use a kernel with CONFIG_SECCOMP_FILTER and a current libseccomp</source>
        <translation>einen Kernel mit CONFIG_SECCOMP_FILTER und ein aktuelles libseccomp verwenden</translation>
    </message>
    <message>
        <source>the system call filter cannot be made (%1)</source>
        <translation>der Systemaufruffilter lässt sich nicht erstellen (%1)</translation>
    </message>
    <message>
        <source>user namespaces are switched off (user.max_user_namespaces is 0)</source>
        <translation>Benutzernamensräume sind abgeschaltet (user.max_user_namespaces ist 0)</translation>
    </message>
    <message>
        <source>user namespaces are for root only (kernel.unprivileged_userns_clone is 0)</source>
        <translation>Benutzernamensräume sind nur für root (kernel.unprivileged_userns_clone ist 0)</translation>
    </message>
    <message>
        <source>AppArmor forbids user namespaces (kernel.apparmor_restrict_unprivileged_userns is 1)</source>
        <translation>AppArmor verbietet Benutzernamensräume (kernel.apparmor_restrict_unprivileged_userns ist 1)</translation>
    </message>
    <message>
        <source>install an AppArmor profile that allows them for bwrap (/etc/apparmor.d/bwrap with &quot;userns,&quot;), or: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0</source>
        <translation>ein AppArmor-Profil installieren, das sie für bwrap erlaubt (/etc/apparmor.d/bwrap mit „userns,“), oder: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0</translation>
    </message>
    <message>
        <source>other users may not run %1, and sandboxes do not run as root</source>
        <translation>andere Benutzer dürfen %1 nicht ausführen, und Sandboxen laufen nicht als root</translation>
    </message>
    <message>
        <source>a wall of the sandbox is missing: %1</source>
        <translation>eine Wand der Sandbox fehlt: %1</translation>
    </message>
    <message>
        <source>use an unchanged bubblewrap of your distribution, and report this if it is one</source>
        <translation>ein unverändertes bubblewrap der Distribution verwenden, und dies melden, wenn es eines ist</translation>
    </message>
    <message>
        <source>install bubblewrap where every user may run it</source>
        <translation>bubblewrap dort installieren, wo jeder Benutzer es ausführen darf</translation>
    </message>
    <message>
        <source>use a data directory with a shorter path</source>
        <translation>einen Datenordner mit kürzerem Pfad verwenden</translation>
    </message>
    <message>
        <source>the proxy named by %1 is not an http:// address</source>
        <translation>der in %1 genannte Proxy ist keine http://-Adresse</translation>
    </message>
    <message>
        <source>set %1 to the http:// address of a proxy, or start without it</source>
        <translation>%1 auf die http://-Adresse eines Proxys setzen, oder ohne starten</translation>
    </message>
    <message>
        <source>choose a larger limit</source>
        <translation>eine größere Grenze wählen</translation>
    </message>
    <message>
        <source>memory limit below 64 MiB</source>
        <translation>Speichergrenze unter 64 MiB</translation>
    </message>
    <message>
        <source>disk limit below 1 MiB</source>
        <translation>Plattengrenze unter 1 MiB</translation>
    </message>
    <message>
        <source>limit below 16 processes</source>
        <translation>Grenze unter 16 Prozessen</translation>
    </message>
    <message>
        <source>git could not be prepared</source>
        <translation>git konnte nicht vorbereitet werden</translation>
    </message>
    <message>
        <source>install git</source>
        <translation>git installieren</translation>
    </message>
    <message>
        <source>there is no policy of the name %1</source>
        <translation>eine Richtlinie namens %1 gibt es nicht</translation>
    </message>
    <message>
        <source>version %1; this program plays version 1</source>
        <translation>Version %1; dieses Programm spielt Version 1</translation>
    </message>
    <message>
        <source>the first line is not the header of a recording</source>
        <translation>die erste Zeile ist nicht der Kopf einer Aufzeichnung</translation>
    </message>
    <message>
        <source>the header needs name and model</source>
        <translation>der Kopf braucht name und model</translation>
    </message>
    <message>
        <source>longer than 8 MiB</source>
        <translation>länger als 8 MiB</translation>
    </message>
    <message>
        <source>QSQLITE is not installed</source>
        <translation>QSQLITE ist nicht installiert</translation>
    </message>
    <message>
        <source>A limit of all builds, of the service, or of this build&apos;s time was reached. The work is kept; resume goes on when there is room again.</source>
        <translation>Eine Grenze aller Builds, des Dienstes oder der Zeit dieses Builds wurde erreicht. Die Arbeit ist erhalten; Fortsetzen macht weiter, wenn wieder Platz ist.</translation>
    </message>
    <message>
        <source>Everything is allowed but what does harm; the sandbox alone protects</source>
        <translation>Alles ist erlaubt, was nicht schadet; allein die Sandbox schützt</translation>
    </message>
    <message>
        <source>Only what is listed; everything that removes, fetches or runs given code is a question</source>
        <translation>Nur was aufgelistet ist; alles, was entfernt, holt oder übergebenen Code ausführt, ist eine Frage</translation>
    </message>
    <message>
        <source>What a project usually needs is allowed; what is unusual is a question; what does harm is denied</source>
        <translation>Was ein Projekt üblicherweise braucht, ist erlaubt; Ungewöhnliches ist eine Frage; was schadet, wird verweigert</translation>
    </message>
    <message>
        <source>a build has no machine to switch off and no services to control</source>
        <translation>ein Build hat keinen Rechner auszuschalten und keine Dienste zu steuern</translation>
    </message>
    <message>
        <source>code in the command line is not seen by anybody who reads the project</source>
        <translation>Code in der Befehlszeile sieht niemand, der das Projekt liest</translation>
    </message>
    <message>
        <source>it can change files without showing what</source>
        <translation>es kann Dateien ändern, ohne zu zeigen, was</translation>
    </message>
    <message>
        <source>it cannot be known what it would remove</source>
        <translation>es lässt sich nicht wissen, was es entfernen würde</translation>
    </message>
    <message>
        <source>it changes the system under the sandbox, which no application needs</source>
        <translation>es ändert das System unter der Sandbox, was keine Anwendung braucht</translation>
    </message>
    <message>
        <source>it changes what it finds</source>
        <translation>es ändert, was es findet</translation>
    </message>
    <message>
        <source>it ends a process by its number</source>
        <translation>es beendet einen Prozess nach seiner Nummer</translation>
    </message>
    <message>
        <source>it publishes or signs in</source>
        <translation>es veröffentlicht etwas oder meldet sich an</translation>
    </message>
    <message>
        <source>it removes or replaces files</source>
        <translation>es entfernt oder ersetzt Dateien</translation>
    </message>
    <message>
        <source>it runs a file of the workspace</source>
        <translation>es führt eine Datei des Arbeitsbereichs aus</translation>
    </message>
    <message>
        <source>it runs or publishes packages that the project does not name</source>
        <translation>es führt Pakete aus oder veröffentlicht welche, die das Projekt nicht nennt</translation>
    </message>
    <message>
        <source>it sends the project to another machine</source>
        <translation>es sendet das Projekt an einen anderen Rechner</translation>
    </message>
    <message>
        <source>it talks to other machines or changes how git works</source>
        <translation>es spricht mit anderen Rechnern oder ändert, wie git arbeitet</translation>
    </message>
    <message>
        <source>it talks to other machines past the proxy&apos;s rules</source>
        <translation>es spricht an den Regeln des Proxys vorbei mit anderen Rechnern</translation>
    </message>
    <message>
        <source>it would change a file outside of the workspace</source>
        <translation>es würde eine Datei außerhalb des Arbeitsbereichs ändern</translation>
    </message>
    <message>
        <source>it would change something outside of the workspace</source>
        <translation>es würde etwas außerhalb des Arbeitsbereichs ändern</translation>
    </message>
    <message>
        <source>it would overwrite what others may have</source>
        <translation>es würde überschreiben, was andere haben können</translation>
    </message>
    <message>
        <source>it would write outside of the workspace</source>
        <translation>es würde außerhalb des Arbeitsbereichs schreiben</translation>
    </message>
    <message>
        <source>it writes to disks</source>
        <translation>es schreibt auf Datenträger</translation>
    </message>
    <message>
        <source>only programs of the project are ended by name; use kill with a process id for others</source>
        <translation>nach dem Namen werden nur Programme des Projekts beendet; für andere kill mit einer Prozessnummer verwenden</translation>
    </message>
    <message>
        <source>only the executable bit of named files may be set</source>
        <translation>nur das Ausführungsrecht genannter Dateien darf gesetzt werden</translation>
    </message>
    <message>
        <source>process 1 is the sandbox itself</source>
        <translation>Prozess 1 ist die Sandbox selbst</translation>
    </message>
    <message>
        <source>the strict policy asks before it uses this tool</source>
        <translation>die strenge Richtlinie fragt, bevor sie dieses Werkzeug verwendet</translation>
    </message>
    <message>
        <source>there is only one user in the sandbox; what needs another one does not work</source>
        <translation>in der Sandbox gibt es nur einen Benutzer; was einen anderen braucht, geht nicht</translation>
    </message>
    <message>
        <source>it cannot be known what it would write to</source>
        <translation>es lässt sich nicht wissen, wohin es schreiben würde</translation>
    </message>
    <message>
        <source>the variable makes programs load other code</source>
        <translation>die Variable lässt Programme anderen Code laden</translation>
    </message>
    <message>
        <source>it cannot be known which program it would run</source>
        <translation>es lässt sich nicht wissen, welches Programm es ausführen würde</translation>
    </message>
    <message>
        <source>it cannot be known what the shell would run</source>
        <translation>es lässt sich nicht wissen, was die Shell ausführen würde</translation>
    </message>
    <message>
        <source>programs are nested too deeply</source>
        <translation>Programme sind zu tief verschachtelt</translation>
    </message>
    <message>
        <source>shells are nested too deeply</source>
        <translation>Shells sind zu tief verschachtelt</translation>
    </message>
    <message>
        <source>the command cannot be read: %1</source>
        <translation>der Befehl lässt sich nicht lesen: %1</translation>
    </message>
    <message>
        <source>no rule names this program</source>
        <translation>keine Regel nennt dieses Programm</translation>
    </message>
</context>
</TS>
