import type { PageData } from './$types';

/** What each part of the page is handed: the dispute in words, what its forms offer, and what was typed and refused. */
export interface PartProps {
  dispute: PageData['dispute'];
  offers: PageData['offers'];
  values: Record<string, string>;
  errors: Record<string, string>;
}
