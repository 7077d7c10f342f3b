import * as v from 'valibot';
import { ask } from '#realtime/define.ts';

/** What a signed-in person's browser may ask about itself. */
export const peopleAsks = {
  /** The key under which this browser seals what it could not send yet: 32 bytes in base64, the same until sign-out. */
  'device.key': ask({
    needs: 'signed-in',
    input: v.strictObject({ deviceId: v.pipe(v.string(), v.uuid()) }),
    answer: {} as { key: string },
  }),
};
