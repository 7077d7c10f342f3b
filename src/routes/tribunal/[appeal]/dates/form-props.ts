import type { PageData } from './$types';

/** What each form of the page is handed: which edition of the appeal it shows, what can be chosen, what was typed and refused. */
export interface FormProps {
  version: string;
  offers: PageData['offers'];
  /** What the link that led here was about; empty when none did. */
  chosen: string;
  values: Record<string, string>;
  errors: Record<string, string>;
}
