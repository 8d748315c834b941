# SPDX-License-Identifier: GPL-3.0-or-later
"""The texts of other languages: whole, with the same places for values, and of the sources as they are."""
import collections
import os
import re
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

from sources import TOP, read

LUPDATE = "/usr/lib/qt6/bin/lupdate"
# What a program puts something in for, and what a widget or a person's eye takes as a form.
PLACE = re.compile(r"%L?\d|%n|\{[a-z_]*\}|</?[a-z]+>|\n")
FORMS = {"de": 2, "en": 2}


def texts(path):
    """(context, source, comment) → (finished, forms)."""
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.findall("numerusform")]
            key = (context.findtext("name"), message.findtext("source"), message.findtext("comment") or "")
            whole = forms if message.get("numerus") else [translation.text or ""]
            found[key] = (translation.get("type") is None, whole, message.get("numerus") == "yes")
    return found


def committed(language):
    return texts(TOP / "translations" / f"buildwright_{language}.ts")


def differences(source, text):
    """What is wrong with a translation of the source, in words; nothing where all is well."""
    wrong = []
    if collections.Counter(PLACE.findall(source)) != collections.Counter(PLACE.findall(text)):
        wrong.append("other places for values")
    if len(re.findall(r"&\w", source)) != len(re.findall(r"&\w", text)):
        wrong.append("a mnemonic too many or too few")
    if source.endswith(("…", ": ", ":")) and source[-1] != text[-1:]:
        wrong.append("another end")
    if len(source) - len(source.lstrip()) > 0 and not text.startswith(" "):
        wrong.append("another beginning")
    if '"' in text and '"' not in source:
        wrong.append("straight quotation marks")
    return wrong


class German(unittest.TestCase):
    def test_every_text_is_there(self):
        missing = [key for key, (finished, forms, _) in committed("de").items() if not finished or not all(forms)]
        self.assertEqual(missing, [])

    def test_places_for_values_and_mnemonics_are_those_of_the_source(self):
        wrong = [(key[1], form, problem) for key, (_, forms, _) in committed("de").items() for form in forms
                 if form for problem in differences(key[1], form)]
        self.assertEqual(wrong, [])

    def test_nobody_is_addressed(self):
        # Neutral wording, as the glossary in translations/README.md has it.
        pattern = re.compile(r"\b(Ihnen|Ihr|Ihre|Ihren|Ihrem|Ihrer|dein\w*|du|dich|dir)\b")
        wrong = [form for _, forms, _ in committed("de").values() for form in forms if pattern.search(form)]
        self.assertEqual(wrong, [])


class EveryLanguage(unittest.TestCase):
    def test_numbers_have_every_form(self):
        for language, count in FORMS.items():
            with self.subTest(language):
                wrong = [key for key, (finished, forms, numbers) in committed(language).items()
                         if numbers and (not finished or len(forms) != count or not all(forms))]
                self.assertEqual(wrong, [])

    def test_english_has_the_numbers_and_nothing_else(self):
        numbers = {key for key, (_, _, has) in committed("de").items() if has}
        self.assertEqual(set(committed("en")), numbers)
        self.assertGreater(len(numbers), 10)

    @unittest.skipUnless(os.access(LUPDATE, os.X_OK), "lupdate is not installed")
    def test_the_texts_are_those_of_the_sources(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([TOP / "packaging" / "translate", folder], check=True, stdout=subprocess.DEVNULL)
            for language in FORMS:
                with self.subTest(language):
                    there = set(texts(os.path.join(folder, f"buildwright_{language}.ts")))
                    self.assertEqual(there - set(committed(language)), set(), "run packaging/translate, then translate")
                    self.assertEqual(set(committed(language)) - there, set(), "run packaging/translate")


class Details(unittest.TestCase):
    def test_what_policies_say_can_be_translated(self):
        known = read("core/usertext/detailtext.cpp").replace('\\"', '"')
        said = [text for path in sorted((TOP / "resources/policy").glob("*.json"))
                for text in re.findall(r'"(?:why|title)": *"([^"]+)"', path.read_text(encoding="utf-8"))]
        self.assertGreater(len(said), 20)
        self.assertEqual([text for text in said if f'"{text}"' not in known and text != "What every policy holds"], [])


class Rules(unittest.TestCase):
    def test_the_rules_find_what_they_should(self):
        self.assertEqual(differences("%1 of %n &files…", "%1 von %n &Dateien…"), [])
        self.assertEqual(differences("{path} is bad", "{pfad} ist schlecht"), ["other places for values"])
        self.assertEqual(differences("&Open…", "Öffnen…"), ["a mnemonic too many or too few"])
        self.assertEqual(differences("Open…", "Öffnen"), ["another end"])
        self.assertEqual(differences(" in %1", "in %1"), ["another beginning"])
        self.assertEqual(differences("Open “a”", 'Öffne "a"'), ["straight quotation marks"])


if __name__ == "__main__":
    unittest.main()
