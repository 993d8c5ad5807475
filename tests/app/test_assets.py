# SPDX-License-Identifier: Apache-2.0
"""The icons of the desktop program: one grid, one stroke, one colour that the program puts in, all listed."""
import re
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ICONS = Path(__file__).resolve().parents[2] / "app" / "desktop" / "icons"
SVG = "{http://www.w3.org/2000/svg}"
ROOT = {
    "viewBox": "0 0 16 16", "fill": "none", "stroke": "currentColor", "stroke-width": "1.5",
    "stroke-linecap": "round", "stroke-linejoin": "round",
}
SHAPES = {SVG + name for name in ("path", "circle", "ellipse", "rect")}
# What could bring in a colour, a font or a file of its own.
ATTRIBUTES = {
    "d", "cx", "cy", "r", "rx", "ry", "x", "y", "width", "height", "transform",
    "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-dasharray",
}


class Icons(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.texts = {path.name: path.read_text(encoding="ascii") for path in sorted(ICONS.glob("*.svg"))}

    def each(self):
        for name, text in self.texts.items():
            with self.subTest(name):
                yield text, ElementTree.fromstring(text)

    def test_there_are_icons(self):
        self.assertGreater(len(self.texts), 90)

    def test_names_are_lower_case_words_with_hyphens(self):
        self.assertEqual([name for name in self.texts if not re.fullmatch(r"[a-z]+(-[a-z]+)*\.svg", name)], [])

    def test_each_is_small_and_says_its_licence(self):
        for text, _ in self.each():
            self.assertTrue(text.startswith("<!-- SPDX-License-Identifier: Apache-2.0 -->\n<svg "))
            self.assertLess(len(text), 1000)

    def test_each_stands_on_the_same_grid_with_the_same_stroke(self):
        for _, root in self.each():
            self.assertEqual(root.tag, SVG + "svg")
            self.assertEqual(root.attrib, ROOT)
            self.assertGreater(len(root), 0)

    def test_each_holds_plain_shapes_only(self):
        for _, root in self.each():
            for shape in root:
                self.assertIn(shape.tag, SHAPES)
                self.assertEqual(len(shape), 0)
                self.assertEqual(set(shape.attrib) - ATTRIBUTES, set())

    def test_no_colour_but_the_one_that_is_put_in(self):
        for text, root in self.each():
            for element in root.iter():
                for attribute in ("fill", "stroke"):
                    self.assertIn(element.get(attribute, "none"), ("none", "currentColor"))
            self.assertNotRegex(text, r"#|rgb|hsl|url|style")

    def test_no_two_are_the_same(self):
        self.assertEqual(len(set(self.texts.values())), len(self.texts))

    def test_the_resource_list_names_each_of_them_and_nothing_else(self):
        resources = ElementTree.parse(ICONS / "icons.qrc").getroot().findall("qresource")
        self.assertEqual([resource.attrib for resource in resources], [{"prefix": "/icons"}])
        self.assertEqual([file.text for file in resources[0]], sorted(self.texts))


if __name__ == "__main__":
    unittest.main()
