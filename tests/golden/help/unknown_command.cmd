leta serch integration
