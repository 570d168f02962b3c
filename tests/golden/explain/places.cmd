leta explain 'region:Skåne-Blekinge kommun:malmo ägare:"Malmö stad" okänt:lärdom'
