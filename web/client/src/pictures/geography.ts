/** A schematic map: the middle of the city is drawn wide apart, what lies outside close. Pure. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Located {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

// The middle of Hà Nội, and what a degree is worth there.
const MIDDLE = { latitude: 21.03, longitude: 105.83 };
const KM_PER_DEGREE = 111.2;
const FLATTENED = Math.cos((MIDDLE.latitude * Math.PI) / 180);
// Distances from the middle grow by this power: twelve districts lie within 8 km, eighteen beyond.
const STRETCH = 0.55;
const CITY_KM = 55;

/**
 * Return where something stands on the map: the middle at 0, the city's edge at distance 1.
 *
 * Directions are true, distances are not. What lies far outside stands just beyond the edge.
 */
export function pointOf(place: Located): Point | null {
  if (place.latitude === null || place.longitude === null) return null;
  const east = (place.longitude - MIDDLE.longitude) * KM_PER_DEGREE * FLATTENED;
  const north = (place.latitude - MIDDLE.latitude) * KM_PER_DEGREE;
  const km = Math.hypot(east, north);
  if (km === 0) return { x: 0, y: 0 };
  const far = Math.min((km / CITY_KM) ** STRETCH, 1.15);
  return { x: (east / km) * far, y: (north / km) * far };
}

/** Push points apart until none is nearer to another than a label's width and height. */
export function apart<T>(
  placed: readonly { readonly key: T; readonly at: Point }[],
  width: number,
  height: number,
): Map<T, Point> {
  const points = placed.map(({ key, at }) => ({ key, x: at.x, y: at.y }));
  for (let round = 0; round < 200; round++) {
    let moved = false;
    for (const [n, one] of points.entries()) {
      for (const other of points.slice(n + 1)) {
        const [dx, dy] = [other.x - one.x, other.y - one.y];
        const [inX, inY] = [width - Math.abs(dx), height - Math.abs(dy)];
        if (inX <= 0 || inY <= 0) continue;
        moved = true;
        // Along the shorter way out, half each.
        if (inY / height <= inX / width) {
          const push = (inY / 2 + 0.001) * (dy < 0 ? -1 : 1);
          one.y -= push;
          other.y += push;
        } else {
          const push = (inX / 2 + 0.001) * (dx < 0 ? -1 : 1);
          one.x -= push;
          other.x += push;
        }
      }
    }
    if (!moved) break;
  }
  return new Map(points.map(({ key, x, y }) => [key, { x, y }]));
}
