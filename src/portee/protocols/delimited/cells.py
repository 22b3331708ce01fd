"""The cells of one row. Source: RFC 4180; real files leave quotes open and put them inside words."""

from collections.abc import Iterator

DELIMITERS = "\t;,|"


def delimiter_of(line: str) -> str:
    """Tell what separates the cells of a header: the commonest candidate outside quotes; a tab when there is none."""
    parts = line.split('"')
    outside = "".join(parts[::2]) if len(parts) % 2 else line
    return max(DELIMITERS, key=outside.count)


def split_cells(line: str, delimiter: str) -> list[str]:
    """Split a row. A cell is quoted when its closing quote stands before a delimiter or the end; else its quotes are
    text (« 12" single »).
    """
    if '"' not in line:
        return line.split(delimiter)
    return [cell for cell, _ in _cells(line, delimiter)]


def has_bare_break(row: str, delimiter: str) -> bool:
    """Whether a line break stands in a cell that is not quoted, where none may."""
    return any("\n" in cell and not is_quoted for cell, is_quoted in _cells(row, delimiter))


def _cells(line: str, delimiter: str) -> Iterator[tuple[str, bool]]:
    """Give each cell and whether it is quoted."""
    place, length = 0, len(line)
    while place <= length:
        if line.startswith('"', place):
            end = _closing(line, place + 1)
            if end != -1 and (end + 1 == length or line[end + 1] == delimiter):
                yield line[place + 1 : end].replace('""', '"'), True
                place = end + 2
                continue
        end = line.find(delimiter, place)
        end = length if end == -1 else end
        yield line[place:end], False
        place = end + 1


def join_cells(cells: list[str], delimiter: str) -> str:
    """Write a row that `split_cells` reads as the same cells, quoted where they need it."""
    return delimiter.join(_quoted(cell, delimiter) for cell in cells)


def _quoted(cell: str, delimiter: str) -> str:
    if delimiter in cell or cell.startswith('"') or "\n" in cell or "\r" in cell:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def is_open(line: str, delimiter: str) -> bool:
    """Whether a row ends inside a quoted cell, so that it may go on at the next line."""
    place = 0
    while line.startswith('"', place) or (place := line.find(f'{delimiter}"', place) + 1):
        end = _closing(line, place + 1)
        if end == -1:
            return True
        place = end + 1
    return False


def _closing(line: str, place: int) -> int:
    """Give the place of the quote that closes a cell; -1: none. A doubled quote is text."""
    while (end := line.find('"', place)) != -1 and line.startswith('"', end + 1):
        place = end + 2
    return end
