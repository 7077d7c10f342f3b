import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from 'vitest';

/** Every rule axe knows for WCAG 2.2 AA and good practice, on the whole page. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  // What lies half under a bar that stays at the top is small only as long as nobody scrolls.
  await page.evaluate(() => scrollTo(0, 0));
  // No page holds a frame, so there is nothing to gather from others in a window of its own.
  expect(page.frames(), `${name} holds no frame`).toHaveLength(1);
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${name}: ${id} (${help}) ${node.html.slice(0, 160)}`),
  );
  expect(found).toEqual([]);
}

/** What sticks out of the window to the right, other than what scrolls inside its own box. */
export async function expectNoSidewaysScroll(page: Page, name: string): Promise<void> {
  const sticksOut = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const out = [...document.body.querySelectorAll('*')]
      .filter(
        (element) =>
          element.getBoundingClientRect().right > width + 1 && !element.closest('.wide, .govuk-visually-hidden'),
      )
      .map(
        (element) =>
          `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> ${element.textContent?.trim().slice(0, 40)}`,
      );
    return out.length > 0 ? out : ['something that is hidden for the eye widens the page'];
  });
  expect(sticksOut.map((what) => `${name}: ${what}`)).toEqual([]);
}

/** Buttons and the like that are smaller than a finger (44 px), apart from links inside a sentence. */
export async function expectFingerSized(page: Page, name: string): Promise<void> {
  const small = await page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'main button, main input:not([type=hidden]), main select, main textarea, main summary',
      ),
    ]
      .filter((element) => element.checkVisibility() && !element.classList.contains('govuk-visually-hidden'))
      .map((element) => [element, element.getBoundingClientRect()] as const)
      .filter(([, box]) => box.height > 0 && Math.min(box.width, box.height) < 24 + (box.height >= 44 ? 0 : 19.5))
      .map(
        ([element, box]) =>
          `${element.outerHTML.slice(0, 90)} is ${Math.round(box.width)} by ${Math.round(box.height)}`,
      ),
  );
  expect(small.map((what) => `${name}: ${what}`)).toEqual([]);
}

/** Words no page says: families are called by name or "you", and nothing is said of them behind a label. */
const neverSaid =
  /\b(mum|mummy|dad|daddy|service users?|the parent|stakeholders?|lodge[ds]?|undefined|null|NaN|\[object Object\])\b/i;

export async function expectPlainWords(page: Page, name: string): Promise<void> {
  const said = neverSaid.exec(await page.locator('body').innerText());
  expect(said && `${name} says “${said[0]}”`).toBeNull();
}
