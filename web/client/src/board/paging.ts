/** Long lists on a screen that nobody can scroll: page after page, list after list. Pure. */

export interface Page {
  /** Which of the lists, and which of its rows: from `from` to before `to`. */
  readonly list: number;
  readonly from: number;
  readonly to: number;
  /** The page's number within its list, from 1 on. */
  readonly number: number;
  readonly pages: number;
}

/** The page that is shown at a turn; the lists have so many rows. */
export function pageOf(rows: readonly number[], rowsAPage: number, turn: number): Page {
  const pages = rows.map((count) => Math.max(1, Math.ceil(count / rowsAPage)));
  const all = pages.reduce((sum, count) => sum + count, 0);
  let at = all ? turn % all : 0;
  for (const [list, count] of pages.entries()) {
    if (at < count) {
      const from = at * rowsAPage;
      return { list, from, to: from + rowsAPage, number: at + 1, pages: count };
    }
    at -= count;
  }
  return { list: 0, from: 0, to: 0, number: 1, pages: 1 };
}
