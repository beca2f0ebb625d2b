namespace ResearchBot.Evaluation.Page;

/// <summary>How the page looks, by day and by night, on a desk and in a hand.</summary>
internal static class PageStyle
{
    /// <summary>The style element.</summary>
    public static Markup Element { get; } = Markup.Of($$"""
        <style>
        :root { color-scheme: light dark; --ink: #1d2126; --quiet: #5c6670; --paper: #f6f6f3; --card: #fff; --line: #dcdfe3; --sure: #2b69ad; --soft: #a9c8e9; --other: #d07a1f; }
        @media (prefers-color-scheme: dark) {
        :root { --ink: #e5e8eb; --quiet: #9aa4ae; --paper: #14171a; --card: #1d2125; --line: #363c43; --sure: #69a7e8; --soft: #33557a; --other: #ea9a49; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 66rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
        h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; }
        h2 { margin: 0 0 .5rem; font-size: 1.1rem; line-height: 1.3; }
        h3 { margin: 0; font-size: 1rem; }
        header p { margin: .4rem 0 0; max-width: 46rem; }
        .quiet, caption, figcaption, blockquote footer, .value + td { color: var(--quiet); font-size: .875rem; }
        .plots { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); margin: 1.5rem 0; }
        figure, .figures, section { margin: 0; padding: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
        section { margin-top: 1rem; }
        section > p { margin: -.25rem 0 .75rem; }
        table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
        caption { text-align: start; padding-bottom: .4rem; }
        th, td { padding: .25rem .75rem .25rem 0; border-top: 1px solid var(--line); text-align: start; vertical-align: baseline; }
        th { font-weight: 500; white-space: nowrap; }
        .value { text-align: end; font-weight: 600; white-space: nowrap; }
        svg { display: block; width: 100%; height: auto; margin-bottom: .5rem; }
        svg text { fill: var(--quiet); font-size: 11px; font-variant-numeric: tabular-nums; }
        svg .mid { text-anchor: middle; } svg .end { text-anchor: end; }
        .grid { stroke: var(--line); } .ground { stroke: var(--quiet); } .ideal { stroke: var(--ink); stroke-dasharray: 2 5; stroke-width: 1.5; }
        .sure { fill: var(--sure); background: var(--sure); } .soft { fill: var(--soft); background: var(--soft); } .other { fill: var(--other); background: var(--other); }
        .key { display: inline-block; width: .75em; height: .75em; border-radius: 2px; }
        ol { margin: 0; padding: 0; list-style: none; }
        li { padding: .75rem 0; border-top: 1px solid var(--line); }
        li p { margin: .15rem 0; }
        .outcome { display: inline-block; padding: 0 .5em; border: 1px solid var(--line); border-radius: 1em; }
        blockquote { margin: .4rem 0; padding-inline-start: .75rem; border-inline-start: 3px solid var(--soft); }
        @media (max-width: 32rem) {
        figure, .figures, section { padding: .75rem; } svg text { font-size: 13px; }
        tr { display: grid; grid-template-columns: 1fr auto; } .value { padding-inline-end: 0; } .value + td { grid-column: 1 / -1; border: 0; padding: 0 0 .3rem; } }
        </style>
        """);
}
