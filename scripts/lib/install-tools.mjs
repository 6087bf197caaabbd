// The programs beside the editor that the tests try with what others install from here.
import { ensureProgram, findCommand } from './debian.mjs';

const tool = (name, command, debian) => ({
  name,
  package: debian,
  find: () => findCommand([command]),
  remedy: `do install ${name}`,
});

const NEOVIM = tool('Neovim', 'nvim', 'neovim');
const PRE_COMMIT = tool('pre-commit', 'pre-commit', 'pre-commit');

/** The path of a Neovim. @param {(line: string) => void} say */
export const ensureNeovim = (say) => ensureProgram(NEOVIM, say);

/** The path of a pre-commit. @param {(line: string) => void} say */
export const ensurePreCommit = (say) => ensureProgram(PRE_COMMIT, say);
