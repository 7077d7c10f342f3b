import { news, type RelayFrom } from '#realtime/define.ts';

/** What a browser in a private room is told: sealed bytes of others, that somebody left, and that it may not be there now. */
export const roomNews = {
  /** `bytes` is base64. */
  relay: news({ to: 'person', data: {} as { relayId: string; from: RelayFrom; bytes: string } }),
  'relay.left': news({ to: 'person', data: {} as { relayId: string; id: string } }),
  'relay.ended': news({ to: 'person', data: {} as { relayId: string } }),
};
