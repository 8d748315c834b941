<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>bw::cli</name>
    <message numerus="yes">
        <source>%1 of %n features verified</source>
        <translation>
            <numerusform>%1 of %n feature verified</numerusform>
            <numerusform>%1 of %n features verified</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Writing the specification: %n features, about %1. Ctrl+C stops.</source>
        <translation>
            <numerusform>Writing the specification: %n feature, about %1. Ctrl+C stops.</numerusform>
            <numerusform>Writing the specification: %n features, about %1. Ctrl+C stops.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Specification: %1, version %2, made for %3, %n features</source>
        <translation>
            <numerusform>Specification: %1, version %2, made for %3, %n feature</numerusform>
            <numerusform>Specification: %1, version %2, made for %3, %n features</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It would now be made for %1, %n features: buildwright chat expand %2</source>
        <translation>
            <numerusform>It would now be made for %1, %n feature: buildwright chat expand %2</numerusform>
            <numerusform>It would now be made for %1, %n features: buildwright chat expand %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Incomplete: %1 of %n features verified.</source>
        <translation>
            <numerusform>Incomplete: %1 of %n feature verified.</numerusform>
            <numerusform>Incomplete: %1 of %n features verified.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files written to %1. Nothing of them was run.</source>
        <translation>
            <numerusform>%n file written to %1. Nothing of them was run.</numerusform>
            <numerusform>%n files written to %1. Nothing of them was run.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tokens:   %1 in, %2 out, in %n calls</source>
        <translation>
            <numerusform>Tokens:   %1 in, %2 out, in %n call</numerusform>
            <numerusform>Tokens:   %1 in, %2 out, in %n calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n features</source>
        <translation>
            <numerusform>%n feature</numerusform>
            <numerusform>%n features</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>changed on both sides (%n places)</source>
        <translation>
            <numerusform>changed on both sides (%n place)</numerusform>
            <numerusform>changed on both sides (%n places)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>  │ … %n more lines</source>
        <translation>
            <numerusform>  │ … %n more line</numerusform>
            <numerusform>  │ … %n more lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cost:     between %1 and %2; %n calls broke before anybody said what they used</source>
        <translation>
            <numerusform>Cost:     between %1 and %2; %n call broke before anybody said what it used</numerusform>
            <numerusform>Cost:     between %1 and %2; %n calls broke before anybody said what they used</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bw::desktop::BuildTexts</name>
    <message numerus="yes">
        <source>%1 of %n features verified</source>
        <translation>
            <numerusform>%1 of %n feature verified</numerusform>
            <numerusform>%1 of %n features verified</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bw::desktop::ChatTexts</name>
    <message numerus="yes">
        <source>made for %1, %n features</source>
        <translation>
            <numerusform>made for %1, %n feature</numerusform>
            <numerusform>made for %1, %n features</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bw::desktop::FindBar</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n replaced</numerusform>
            <numerusform>%n replaced</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bw::desktop::FolderDialog</name>
    <message numerus="yes">
        <source>%n file(s), %1.</source>
        <translation>
            <numerusform>%n file, %1.</numerusform>
            <numerusform>%n files, %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bw::desktop::MeaningPane</name>
    <message numerus="yes">
        <source>and %n more; the text shows all lines.</source>
        <translation>
            <numerusform>and %n more; the text shows all lines.</numerusform>
            <numerusform>and %n more; the text shows all lines.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bw::desktop::MergeDialog</name>
    <message numerus="yes">
        <source>%n conflict(s) still to be chosen</source>
        <translation>
            <numerusform>%n conflict still to be chosen</numerusform>
            <numerusform>%n conflicts still to be chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bw::desktop::OpenChat</name>
    <message numerus="yes">
        <source>The service did not answer; asking again … %n s</source>
        <translation>
            <numerusform>The service did not answer; asking again … %n s</numerusform>
            <numerusform>The service did not answer; asking again … %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waiting for the limit of requests … %n s</source>
        <translation>
            <numerusform>Waiting for the limit of requests … %n s</numerusform>
            <numerusform>Waiting for the limit of requests … %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waiting for the first words … %n s</source>
        <translation>
            <numerusform>Waiting for the first words … %n s</numerusform>
            <numerusform>Waiting for the first words … %n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Thinking … %n s</source>
        <translation>
            <numerusform>Thinking … %n s</numerusform>
            <numerusform>Thinking … %n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecComparison</name>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>%n added</numerusform>
            <numerusform>%n added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n removed</source>
        <translation>
            <numerusform>%n removed</numerusform>
            <numerusform>%n removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n moved</source>
        <translation>
            <numerusform>%n moved</numerusform>
            <numerusform>%n moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) added</source>
        <translation>
            <numerusform>%n line added</numerusform>
            <numerusform>%n lines added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) removed</source>
        <translation>
            <numerusform>%n line removed</numerusform>
            <numerusform>%n lines removed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecDetail</name>
    <message numerus="yes">
        <source>%n errors</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecEditor</name>
    <message numerus="yes">
        <source>%n errors</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecHistoryModel</name>
    <message numerus="yes">
        <source>%n feature(s)</source>
        <translation>
            <numerusform>%n feature</numerusform>
            <numerusform>%n features</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecOpening</name>
    <message numerus="yes">
        <source>%1 holds “%2” with %n versions. Put it into your library?</source>
        <translation>
            <numerusform>%1 holds “%2” with %n version. Put it into your library?</numerusform>
            <numerusform>%1 holds “%2” with %n versions. Put it into your library?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bw::desktop::SpecTexts</name>
    <message numerus="yes">
        <source>%n features</source>
        <translation>
            <numerusform>%n feature</numerusform>
            <numerusform>%n features</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bw::desktop::TextDiffModel</name>
    <message numerus="yes">
        <source>%n more line(s) differ and are not shown. Save both versions to compare all of them.</source>
        <translation>
            <numerusform>%n more line differs and is not shown. Save both versions to compare all of them.</numerusform>
            <numerusform>%n more lines differ and are not shown. Save both versions to compare all of them.</numerusform>
        </translation>
    </message>
</context>
</TS>
