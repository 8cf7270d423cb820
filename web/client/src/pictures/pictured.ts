/** The questions whose answers have pictures; known without loading what draws them. */

const PICTURED = ["contacts", "spread", "timeline", "vehicle", "flows"] as const;

export type Pictured = (typeof PICTURED)[number];

export function isPictured(question: string): question is Pictured {
  return (PICTURED as readonly string[]).includes(question);
}
