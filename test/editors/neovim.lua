-- Opens task.yml in the folder it is started in, takes the quick fix of the error, and writes what it saw to seen.json.
local seen = {}

local function wait_for(what, is_there)
  if not vim.wait(30000, is_there, 20) then
    seen.missing = what
  end
  return not seen.missing
end

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

--- Chooses the first action, as someone who presses 1 and Enter.
vim.ui.select = function(items, options, choose)
  seen.actions = vim.tbl_map(options.format_item, items)
  choose(items[1], 1)
end

local function errors()
  return vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR })
end

local function look()
  vim.cmd('edit task.yml')
  if not wait_for('diagnostics', function() return #vim.diagnostic.get(0) > 0 end) then return end
  seen.diagnostics = vim.tbl_map(function(one)
    return { line = one.lnum, from = one.col, to = one.end_col, source = one.source, message = one.message }
  end, errors())
  vim.api.nvim_win_set_cursor(0, { seen.diagnostics[1].line + 1, seen.diagnostics[1].from })
  local before = lines()
  vim.lsp.buf.code_action()
  if not wait_for('an edit', function() return not vim.deep_equal(before, lines()) end) then return end
  seen.lines = lines()
  wait_for('the error to go', function() return #errors() == 0 end)
end

local ok, message = pcall(look)
if not ok then seen.failed = message end
vim.fn.writefile({ vim.fn.json_encode(seen) }, 'seen.json')
vim.cmd('qall!')
