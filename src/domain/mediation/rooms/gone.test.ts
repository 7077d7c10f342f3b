import { expect, test } from 'vitest';
import { decidesInWords } from './decides.ts';
import { Gone, waitForMs } from './gone.ts';

test('ROOM13: who drops out is named after a moment, waited for five minutes, and no longer spoken of once back', () => {
  const gone = new Gone();
  gone.see(['Dana Rowe', 'Sam Okoro'], 0);
  expect(gone.inWords(60_000)).toEqual([]);
  gone.see(['Dana Rowe'], 1_000);
  expect(gone.inWords(2_000)).toEqual([]);
  expect(gone.inWords(20_000)).toEqual(['Sam Okoro has lost the connection. We wait 5 minutes.']);
  gone.see(['Dana Rowe'], 30_000);
  expect(gone.inWords(1_000 + waitForMs)).toEqual([expect.stringContaining('Sam Okoro is not back yet.')]);
  gone.see(['Dana Rowe', 'Sam Okoro'], 400_000);
  expect(gone.inWords(900_000)).toEqual([]);
});

test('ROOM7: whoever is here is shown with what they can say yes to, and with what they cannot decide', () => {
  const said = decidesInWords({
    issue: { may: 'yes', limits: '' },
    funding: { may: 'limited', limits: 'up to £5,000' },
  });
  expect(said.can).toBe('Can say yes: to make a plan; to spend money (up to £5,000).');
  expect(said.cannot).toBe(
    'Cannot decide: to assess or assess again; to change B or F; to name a school or a placement.',
  );
  expect(decidesInWords(null).can).toBe('');
});
