import { expect, test } from 'vitest';
import { BAR, hideIn, standsInAnyWay } from './hide.ts';

test('SAR6: hides every place, whatever the capitals, accents and spaces, and always as long', () => {
  const words = 'Zoë O’Neill rang. ZOE ONEILL said: ring 07700 900 123 or zoë\n o’neill.';
  expect(hideIn(words, ["Zoe O'Neill", '07700 900123'])).toEqual({ notThere: '07700 900123' });
  expect(hideIn(words, ['zoe oneill', '07700 900 123'])).toEqual({
    wordsOut: `${BAR} rang. ${BAR} said: ring ${BAR} or ${BAR}.`,
  });
});

test('SAR6: whole words only, and a phrase that is not there is said to be', () => {
  expect(hideIn('Annabel and Ann.', ['Ann'])).toEqual({ wordsOut: `Annabel and ${BAR}.` });
  expect(hideIn('Annabel.', ['Ann'])).toEqual({ notThere: 'Ann' });
});

test('SAR6: what can still be read with its spaces left out is refused', () => {
  expect(hideIn('Ring 07700 900123, I mean 07700900123.', ['07700 900123'])).toEqual({ stillThere: '07700 900123' });
  expect(standsInAnyWay('m e a d o w lane', 'Meadow Lane')).toBe(true);
  expect(standsInAnyWay('a meadow and a lane', 'Meadow Lane')).toBe(false);
});

test('SAR6: for words of any alphabet and shape, no hidden phrase is left', () => {
  const alphabet = ['maya', 'Łucja', '李', 'o’neill', '12', 'road', ' ', '\n', ', ', '-', 'É'];
  let seed = 6;
  const dice = () => (seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296) / 4_294_967_296;
  for (let turn = 0; turn < 2_000; turn += 1) {
    const words = Array.from({ length: 14 }, () => alphabet[Math.floor(dice() * alphabet.length)]!).join(' ');
    const phrase = words.slice(Math.floor(dice() * 20), 20 + Math.floor(dice() * 20)).trim();
    const hidden = hideIn(words, [phrase]);
    if ('wordsOut' in hidden) expect([phrase, standsInAnyWay(hidden.wordsOut, phrase)]).toEqual([phrase, false]);
  }
});
