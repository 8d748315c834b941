'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const css = fs.readFileSync(path.join(__dirname, '..', 'public', 'style.css'), 'utf8');

function colors(block) {
  return Object.fromEntries([...block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6})/g)].map((found) => [found[1], found[2]]));
}

// Relative luminance and contrast as WCAG 2 defines them.
function luminance(color) {
  const parts = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255);
  const [r, g, b] = parts.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const [light, dark] = css.split('prefers-color-scheme: dark').map(colors);

for (const [name, theme] of [['light', light], ['dark', dark]]) {
  test(`text can be read in the ${name} theme`, () => {
    for (const [text, ground] of [['ink', 'paper'], ['ink', 'card'], ['soft', 'card'], ['bad', 'card'], ['on-accent', 'accent']])
      assert.ok(contrast(theme[text], theme[ground]) >= 4.5, `${text} on ${ground}`);
  });
}

test('keyboard focus is visible', () => {
  assert.match(css, /:focus-visible\s*{[^}]*outline:\s*3px/);
});

test('fits a small screen', () => {
  assert.match(css, /@media \(max-width: 30rem\)/);
});
