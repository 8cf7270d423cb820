declare module "*.ftl" {
  const text: string;
  export default text;
}

// In tests, whose bundler takes the text of any file by this ending.
declare module "*.ftl?raw" {
  const text: string;
  export default text;
}
