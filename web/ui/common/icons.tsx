/** Icons, drawn for this product on a grid of 20. They say nothing by themselves: every button has words. */
import type { ReactNode } from "react";

const icon = (children: ReactNode) => (): ReactNode => (
  <svg
    className="icon"
    viewBox="0 0 20 20"
    width="20"
    height="20"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    {children}
  </svg>
);

export const UndoIcon = icon(<path d="M7 4 3.5 7.5 7 11M4 7.5h7.5a4.5 4.5 0 0 1 0 9H8" />);
export const RedoIcon = icon(<path d="m13 4 3.5 3.5L13 11m3-3.5H8.5a4.5 4.5 0 0 0 0 9H12" />);
export const PlusIcon = icon(<path d="M10 4v12M4 10h12" />);
export const MinusIcon = icon(<path d="M4 10h12" />);
export const CloseIcon = icon(<path d="m5 5 10 10M15 5 5 15" />);
export const CheckIcon = icon(<path d="m4 10.5 4 4 8-9" />);
export const PencilIcon = icon(
  <path d="m4 16 .8-3.5L13.5 3.8a1.4 1.4 0 0 1 2 0l.7.7a1.4 1.4 0 0 1 0 2L7.5 15.2zM12 5.5l2.5 2.5" />,
);
export const HistoryIcon = icon(<path d="M3.5 10a6.5 6.5 0 1 0 2-4.7L3.5 7M3.5 3.5V7H7M10 6.5V10l2.5 1.8" />);
export const MoreIcon = icon(
  <g fill="currentColor" stroke="none">
    <circle cx="4.5" cy="10" r="1.5" />
    <circle cx="10" cy="10" r="1.5" />
    <circle cx="15.5" cy="10" r="1.5" />
  </g>,
);
export const MenuIcon = icon(<path d="M3.5 5.5h13M3.5 10h13M3.5 14.5h13" />);
export const GripIcon = icon(
  <g fill="currentColor" stroke="none">
    {[6, 10, 14].flatMap((y) => [7.5, 12.5].map((x) => <circle key={`${x} ${y}`} cx={x} cy={y} r="1.3" />))}
  </g>,
);
export const UpIcon = icon(<path d="M10 16V4.5M5 9l5-5 5 5" />);
export const DownIcon = icon(<path d="M10 4v11.5M5 11l5 5 5-5" />);
export const LeftIcon = icon(<path d="M16 10H4.5M9 5l-5 5 5 5" />);
export const RightIcon = icon(<path d="M4 10h11.5M11 5l5 5-5 5" />);
export const WiderIcon = icon(<path d="M3 10h14M6 7l-3 3 3 3M14 7l3 3-3 3" />);
export const NarrowerIcon = icon(
  <path d="M2 10h5.5M5 7.5 7.5 10 5 12.5M18 10h-5.5M15 7.5 12.5 10l2.5 2.5" />,
);
export const TallerIcon = icon(<path d="M10 3v14M7 6l3-3 3 3M7 14l3 3 3-3" />);
export const ShorterIcon = icon(<path d="M10 2v5.5M7.5 5 10 7.5 12.5 5M10 18v-5.5M7.5 15l2.5-2.5 2.5 2.5" />);
export const TopIcon = icon(<path d="M4 3.5h12M10 17V7M6 11l4-4 4 4" />);
export const ChevronIcon = icon(<path d="m6 8 4 4 4-4" />);
export const CopyIcon = icon(
  <path d="M7 7V4.5A1.5 1.5 0 0 1 8.5 3h7A1.5 1.5 0 0 1 17 4.5v7a1.5 1.5 0 0 1-1.5 1.5H13M4.5 7h7A1.5 1.5 0 0 1 13 8.5v7a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 15.5v-7A1.5 1.5 0 0 1 4.5 7z" />,
);
export const TrashIcon = icon(
  <path d="M3.5 5.5h13M8 5.5V4a1 1 0 0 1 1-1h2a1 1 0 0 1 1 1v1.5M5.5 5.5l.7 10a1.5 1.5 0 0 0 1.5 1.5h4.6a1.5 1.5 0 0 0 1.5-1.5l.7-10M8.5 9v4.5M11.5 9v4.5" />,
);
export const SettingsIcon = icon(<path d="M3 6h8M15 6h2M3 14h2M9 14h8M13 4v4M7 12v4" />);
export const ExportIcon = icon(
  <path d="M10 3v9M6.5 8.5 10 12l3.5-3.5M3.5 13v2A1.5 1.5 0 0 0 5 16.5h10a1.5 1.5 0 0 0 1.5-1.5v-2" />,
);
export const ImportIcon = icon(
  <path d="M10 12V3M6.5 6.5 10 3l3.5 3.5M3.5 13v2A1.5 1.5 0 0 0 5 16.5h10a1.5 1.5 0 0 0 1.5-1.5v-2" />,
);
export const TidyIcon = icon(
  <path d="M3.5 3.5h5.5v7H3.5zM11.5 3.5h5v4h-5zM11.5 10h5v6.5h-5zM3.5 13h5.5v3.5H3.5z" />,
);
export const PhoneIcon = icon(
  <path d="M6.5 2.5h7A1.5 1.5 0 0 1 15 4v12a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 5 16V4a1.5 1.5 0 0 1 1.5-1.5zM9 14.5h2" />,
);
export const LockIcon = icon(<path d="M5.5 9h9v7.5h-9zM7.5 9V6.5a2.5 2.5 0 0 1 5 0V9" />);
export const SearchIcon = icon(<path d="M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM13 13l4 4" />);
export const AlertIcon = icon(<path d="M10 3 2.5 16.5h15zM10 8.5V12M10 14.2v.1" />);
export const DeviceIcon = icon(<path d="M3.5 4h13v9h-13zM7.5 16.5h5M10 13v3.5" />);
export const CloudIcon = icon(
  <path d="M6 15.5a3.5 3.5 0 0 1-.4-7A4.5 4.5 0 0 1 14.2 8 3.8 3.8 0 0 1 14 15.5z" />,
);
export const PanelIcon = icon(<path d="M3.5 3.5h13v13h-13zM6.5 12.5 9 9.5l2 2 2.5-4" />);
export const LinkIcon = icon(
  <path d="M8.5 11.5a3 3 0 0 0 4.3 0l2.7-2.7a3 3 0 0 0-4.3-4.3L10 5.7M11.5 8.5a3 3 0 0 0-4.3 0l-2.7 2.7a3 3 0 0 0 4.3 4.3l1.2-1.2" />,
);
export const PictureIcon = icon(<path d="M3.5 4.5h13v11h-13zM3.5 13l3.5-3.5 3 3 2.5-2.5 4 4M12.6 7.6v.1" />);
export const FrameIcon = icon(<path d="M3 4.5h14v11H3zM3 8h14M5.5 6.2v.1M8 6.2v.1" />);
export const OpenIcon = icon(<path d="M8 4.5H4.5v11h11V12M11.5 4h4.5v4.5M16 4l-6.5 6.5" />);
export const ChartIcon = icon(<path d="M3.5 3.5v13h13M6.5 12.5 10 8.5l2.5 2.5 4-5" />);
export const NumberIcon = icon(<path d="M8 3.5 6 16.5M14 3.5l-2 13M4 7.5h13M3 12.5h13" />);
export const TableIcon = icon(<path d="M3.5 4.5h13v11h-13zM3.5 8.2h13M3.5 11.8h13M8 4.5v11" />);
export const EyeIcon = icon(
  <path d="M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5zM10 7.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4z" />,
);
export const EyeOffIcon = icon(
  <path d="M4.5 6.8A13 13 0 0 0 2.5 10s2.7 5 7.5 5a7 7 0 0 0 2.9-.6M8 5.3A7 7 0 0 1 10 5c4.8 0 7.5 5 7.5 5a13 13 0 0 1-2 2.6M3 3l14 14" />,
);
export const ClipboardIcon = icon(
  <path d="M7.5 4.5h-2a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-10a1 1 0 0 0-1-1h-2M7.5 3h5v3h-5z" />,
);
export const CutIcon = icon(
  <g>
    <circle cx="5.5" cy="14.5" r="2" />
    <circle cx="14.5" cy="14.5" r="2" />
    <path d="M6.5 12.8 13.5 3m0 9.8L6.5 3" />
  </g>,
);
export const SelectIcon = icon(
  <path d="M3.5 6V4.5a1 1 0 0 1 1-1H6m8 0h1.5a1 1 0 0 1 1 1V6m0 8v1.5a1 1 0 0 1-1 1H14m-8 0H4.5a1 1 0 0 1-1-1V14m4-4 2 2 3.5-4" />,
);
export const PlaceIcon = icon(
  <path d="M10 3v14M3 10h14M8 5l2-2 2 2M8 15l2 2 2-2M5 8l-2 2 2 2m10-4 2 2-2 2" />,
);
export const PinIcon = icon(<path d="M7 3h6l-.8 5 2.3 2.5h-9L7.8 8zM10 10.5V17" />);
export const ResizeIcon = icon(<path d="M11.5 3.5h5v5M16.5 3.5 11 9M8.5 16.5h-5v-5M3.5 16.5 9 11" />);
