/** A style sheet, which is bundled beside the script. */
declare module '*.css';
