import { peopleAsks } from '#domain/people/events.ts';
import { spaceNews } from '#domain/spaces/events.ts';

/**
 * Everything browsers and the server may say to each other beyond documents and presence, gathered from the domain.
 * Raise `version` when an older browser build would misunderstand: it becomes read-only and says "please reload".
 */
export const protocol = {
  version: 1,
  asks: { ...peopleAsks },
  news: { ...spaceNews },
};
export type Protocol = typeof protocol;
