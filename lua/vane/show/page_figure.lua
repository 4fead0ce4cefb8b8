-- A picture on a page: still, for readers without scripts, for print and to
-- take along; answering to the pointer; and, where that is short, drawn a second
-- time for narrow screens.

local html = require "vane.show.html"
local picture = require "vane.show.picture"
local style = require "vane.show.style"
local svg = require "vane.show.svg"
local vega = require "vane.show.vega"

local NARROW = 400      -- pixels, as telephones have
local MOST = 24 * 1024  -- bytes of a picture that is drawn twice


local function numbers_of(part, s)
  local numbers = picture.numbers(part.picture)
  if not numbers then return "" end
  return "<details><summary>The numbers</summary>"
    .. html.table { frame = numbers, name = s.title } .. "</details>"
end


-- The number of the scene's specification among those of the page.
local function keep(specs, s)
  specs[#specs + 1] = vega.page_spec(s)
  return #specs - 1
end


-- The picture for narrow screens, and its text; nil where one is enough.
local function narrow_form(p, wide)
  if wide.width <= NARROW then return nil end
  local s = picture.scene(p, style.paper(NARROW))
  local text = svg.text(s, true)
  if #text > MOST then return nil end
  return s, text
end


-- The figure of the scene `wide` with its caption (HTML). specs: a list, which it
-- adds to.
return function(part, wide, caption, specs)
  local narrow, text = narrow_form(part.picture, wide)
  local name = html.slug(wide.title or part.picture.kind)
  return html.tag("figure", { ["data-spec"] = keep(specs, wide),
      ["data-narrow"] = narrow and keep(specs, narrow) or nil,
      class = not narrow and wide.width > NARROW and "wide" or nil },
    ('<div class="picture" tabindex="0"><div class="still">%s</div>'):format(
      svg.text(wide, true))
    .. (text and ('<div class="still narrow">%s</div>'):format(text) or "")
    .. '<div class="answering" aria-hidden="true"></div></div>'
    .. html.tag("figcaption", {}, caption)
    .. html.tag("div", { class = "tools" }, html.tag("button", { type = "button",
      ["data-take"] = "svg", ["data-name"] = name }, "SVG") .. numbers_of(part, wide)))
end
