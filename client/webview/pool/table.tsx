import type { JSX } from 'preact';

/** A table of texts. Null: not known, or not said. */
export function Table({
  label,
  columns,
  rows,
}: {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}): JSX.Element {
  return (
    <table aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, index) => (
              <td key={columns[index]}>{cell ?? <span class="note">not known</span>}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
