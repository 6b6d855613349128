namespace Onus.Engine.Reports;

/// <summary>How the page looks: VS Code's colours where it is shown there, else light or dark as the reader has it.</summary>
internal static class HtmlStyle
{
    public const string Sheet = """
        :root {
          color-scheme: light dark;
          --bg: var(--vscode-editor-background, light-dark(#ffffff, #1f1f1f));
          --fg: var(--vscode-editor-foreground, light-dark(#1f1f1f, #e6e6e6));
          --quiet: var(--vscode-descriptionForeground, light-dark(#595959, #a8a8a8));
          --link: var(--vscode-textLink-foreground, light-dark(#0b5cad, #6cb6ff));
          --open: var(--vscode-errorForeground, light-dark(#b3261e, #f48771));
          --unknown: var(--vscode-editorWarning-foreground, light-dark(#7a5900, #e2c08d));
          --met: var(--vscode-charts-green, light-dark(#1b6e3c, #73c991));
          --focus: var(--vscode-focusBorder, light-dark(#0b5cad, #6cb6ff));
          --line: color-mix(in srgb, var(--fg) 22%, transparent);
        }
        body { background: var(--bg); color: var(--fg); font: 14px/1.5 var(--vscode-font-family, system-ui, sans-serif); margin: 0; }
        main { max-width: 72rem; margin: 0 auto; padding: 1rem 1.5rem 4rem; }
        h1 { font-size: 1.5rem; font-weight: 600; overflow-wrap: anywhere; }
        h2 { font-size: 1.15rem; font-weight: 600; margin: 0 0 .6rem; }
        h3 { font-size: 1rem; font-weight: 600; margin: 1.6rem 0 .2rem; padding-bottom: .2rem; border-bottom: 1px solid var(--line); }
        h4 { font-size: 1em; font-weight: 600; margin: .7rem 0 .1rem; }
        .yours, .awss { margin: 1.2rem 0; padding: 1rem; border: 1px solid var(--line); border-radius: .5rem; }
        .yours { border-left: .4rem solid var(--link); background: color-mix(in srgb, var(--link) 5%, transparent); }
        .awss { border-left: .4rem solid var(--quiet); background: color-mix(in srgb, var(--fg) 6%, transparent); }
        table { border-collapse: collapse; width: 100%; }
        thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        th, td { padding: .35rem .5rem .35rem 0; vertical-align: top; text-align: left; border-top: 1px solid var(--line); }
        th { width: 17rem; font-weight: 500; }
        tbody tr:first-child > * { border-top: 0; }
        th a { color: inherit; text-decoration: none; }
        a { color: var(--link); }
        th a:hover, .chip:hover { text-decoration: underline; }
        :is(a, h3, h4):focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
        :is(h3, h4):target { outline: 2px solid var(--focus); outline-offset: 4px; }
        .chip { display: inline-block; border: 1px solid currentColor; border-radius: .3rem; padding: 0 .5rem; margin: .1rem 0; color: var(--quiet); text-decoration: none; }
        .chip.open { color: var(--open); background: color-mix(in srgb, var(--open) 10%, transparent); font-weight: 600; }
        .chip.unknown { color: var(--unknown); }
        .chip.met { color: var(--met); }
        .chip.accepted, .chip.unasked { border-style: dashed; }
        .chip.aws { background: color-mix(in srgb, var(--quiet) 14%, transparent); border-color: transparent; color: var(--fg); }
        .count { font-weight: 400; }
        .at { color: var(--quiet); }
        .mark { display: inline-block; width: 1.1em; font-weight: 700; color: var(--quiet); }
        .mark.open { color: var(--open); } .mark.unknown { color: var(--unknown); } .mark.met { color: var(--met); }
        ul { padding-left: 1.1rem; list-style: none; margin: .1rem 0; }
        .layer article > ul { padding-left: 0; }
        li { overflow-wrap: anywhere; }
        code { font-family: var(--vscode-editor-font-family, ui-monospace, monospace); font-size: .95em; }
        @media (max-width: 40rem) {
          main { padding: .5rem .8rem 3rem; }
          .yours, .awss { padding: .7rem; }
          table, tbody, tr, th, td { display: block; width: auto; }
          td { border-top: 0; padding-top: 0; }
          tbody tr:first-child th { border-top: 0; }
        }
        @media print { .yours, .awss, .layer article { break-inside: avoid; } }

        """;
}
