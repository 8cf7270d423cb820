/** Districts and wards, fetched for one province at a time and kept while the page is open. */

export type Ward = [code: string, name: string];
export type District = [code: string, name: string, wards: Ward[]];

const fetched = new Map<string, Promise<District[]>>();

/** Return a province's districts with their wards; fails without network, and may be tried again. */
export function districtsOf(province: string): Promise<District[]> {
  const known = fetched.get(province);
  if (known) return known;
  const coming = fetch(`/units.json?parent=${encodeURIComponent(province)}`).then((answer) => {
    if (!answer.ok) throw new Error(`units: ${answer.status}`);
    return answer.json() as Promise<District[]>;
  });
  coming.catch(() => fetched.delete(province));
  fetched.set(province, coming);
  return coming;
}
